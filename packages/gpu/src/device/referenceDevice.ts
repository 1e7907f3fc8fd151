import type { Device } from '../contracts.js';

/** No device at all: formulas and trainings run as core-math and mlp have them. */
export function referenceDevice(reason: string): Device {
  return Object.freeze<Device>({
    kind: 'device',
    backend: 'reference',
    adapter: 'plain TypeScript',
    software: true,
    reason,
    maxBytes: Infinity,
    compile() {
      throw new TypeError(
        'compile: expected a device with kernels, got the plain TypeScript reference. Open one with a backend such as webasm.',
      );
    },
    compileTraining: null,
    close: async () => undefined,
  });
}
