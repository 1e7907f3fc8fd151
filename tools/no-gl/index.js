/* eslint-disable no-undef -- gpu.js requires it as CommonJS. */
module.exports = null;
