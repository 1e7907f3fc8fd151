import { packageTests } from '../../vitest.shared.js';

// The tests share nothing that changes, so the modules are loaded once for all files.
export default packageTests('perceptron', { isolate: false });
