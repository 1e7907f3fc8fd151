import { Matrix } from '@handgrad/core-math';
import { clippingFactories, type Clipping, type ClippingName } from '@handgrad/mlp';
import type { ClippingKernel } from './clippingKernel.js';
import { clippingKernels } from './index.js';

/**
 * The kernel of a clipping of mlp.
 *
 * @throws RangeError, naming it, for one that the GPU has not; also for one that only has a name of those and clips otherwise.
 */
export function kernelOfClipping(clipping: Clipping): ClippingKernel {
  const { name, parameters } = clipping;
  if (!Object.hasOwn(clippingKernels, name) || !clipsAsNamed(clipping)) {
    throw new RangeError(
      `compileTraining: expected a clipping that the GPU has (${Object.keys(clippingKernels).join(', ')}), got ${Object.hasOwn(clippingKernels, name) ? 'another one under the name ' : ''}"${name}". Train with one of those, or without a device.`,
    );
  }
  return clippingKernels[name as ClippingName](parameters);
}

/** Whether gradients around the limit end with the bits that mlp's clipping of that name gives. */
function clipsAsNamed(clipping: Clipping): boolean {
  const { name, parameters } = clipping;
  const { limit } = parameters;
  const known = clippingFactories[name as ClippingName]({ ...parameters, limit });
  return [0.25, 0.9, 4].every((size) => {
    const gradients = { a: Matrix.row([size * limit, -size * limit]), b: Matrix.row([size * limit]) };
    const got = clipping.clip(gradients);
    const expected = known.clip(gradients);
    return (['a', 'b'] as const).every((key) => String(got[key]?.data) === String(expected[key].data));
  });
}
