export type * from './contracts.js';
export { openDevice, type DeviceOptions } from './device/openDevice.js';
