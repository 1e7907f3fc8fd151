export type * from './contracts.js';
export { openDevice, type DeviceOptions } from './device/openDevice.js';
export { derivativeOn, valueOn } from './formulas/index.js';
export { predictOn } from './network/predictOn.js';
export { portableProblems } from './portable/subset.js';
