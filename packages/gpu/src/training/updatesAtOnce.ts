import type { Model } from '@handgrad/mlp';
import type { Backend, Device } from '../contracts.js';

/** Multiplications with additions a second, and seconds that a kernel takes beside them. Orders of magnitude, no more. */
interface Speed {
  readonly multiplications: number;
  readonly kernel: number;
}

const speeds: Readonly<Record<Backend, Speed>> = {
  webgpu: { multiplications: 1e12, kernel: 1e-5 },
  webgl2: { multiplications: 2e11, kernel: 1e-4 },
  webasm: { multiplications: 1e9, kernel: 2e-5 },
  cpu: { multiplications: 2e8, kernel: 1e-4 },
};

/** Where a processor plays the GPU. */
const softwareSpeed: Speed = { multiplications: 5e7, kernel: 2e-4 };

/** No plan is longer: it would take long to compile, and save nothing more. */
const most = 512;

/** What a plan may be given at once, in bytes. */
const mostBytes = 2 ** 26;

/** About a second's updates, between 1 and 512; as many rows as their batches have, of so many columns, fit the device. */
export function updatesAtOnce(
  { backend, software, maxBytes }: Pick<Device, 'backend' | 'software' | 'maxBytes'>,
  { parameters, layers }: Model,
  { batchSize, columns }: { readonly batchSize: number; readonly columns: number },
): number {
  const own = speeds[backend as Backend];
  const { multiplications, kernel } = software && backend.startsWith('webg') ? softwareSpeed : own;
  const weights = Object.values(parameters).reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  // Forward, and backward for the weights and for the inputs; about four kernels for a layer and five for a parameter.
  const work = 3 * batchSize * weights;
  const kernels = 4 * layers.length + 5 * Object.keys(parameters).length;
  const seconds = work / multiplications + kernels * kernel;
  const atOnce = Math.min(most, 1 / seconds, Math.min(maxBytes, mostBytes) / (4 * batchSize * columns));
  return Math.max(1, Math.floor(atOnce));
}
