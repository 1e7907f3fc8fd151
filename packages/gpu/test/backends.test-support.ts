import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDevice, type Backend, type Device } from '../src/index.js';

/** What has to hold on every backend: tests of a device that is open while they run. */
export type Suite = (device: () => Device) => void;

export const nodeBackends: readonly Backend[] = ['cpu', 'webasm', 'webgpu'];
export const browserBackends: readonly Backend[] = ['webgpu', 'webgl2'];

/** Runs a suite on every backend that Node has, one device each. */
export function forEachBackend(suite: Suite, backends: readonly Backend[] = nodeBackends): void {
  describe.each(backends)('on %s', (backend) => {
    let device: Device;
    beforeAll(async () => {
      device = await openDevice({ backend });
    });
    afterAll(() => device.close());

    test('the device is of the backend that was asked for', () => {
      expect(device.backend).toBe(backend);
    });
    suite(() => device);
  });
}
