import { vectorFunctions, type VectorFunction, type VectorFunctionName } from '@handgrad/core-math';
import type { VectorKernel } from './contracts.js';
import { logSoftmaxKernel } from './logSoftmax.js';
import { logSumExpKernel } from './logSumExp.js';
import { softmaxKernel } from './softmax.js';

export type { VectorKernel } from './contracts.js';

/** The functions of whole vectors, each under the name that it has in core-math. */
export const vectorKernels: Readonly<Record<VectorFunctionName, VectorKernel>> = Object.freeze({
  softmax: softmaxKernel,
  logSoftmax: logSoftmaxKernel,
  logSumExp: logSumExpKernel,
});

/** @throws RangeError for a vector function of one's own: it is written over arrays, which kernels do not take. */
export function kernelOfVectorFunction(entry: VectorFunction, caller: string): VectorKernel {
  const name = Object.keys(vectorKernels).find((known): known is VectorFunctionName => known === entry.name);
  if (name && vectorFunctions[name].value === entry.value && vectorFunctions[name].backward === entry.backward)
    return vectorKernels[name];
  throw new RangeError(
    `${caller}: expected a vector function that the GPU has (${Object.keys(vectorKernels).join(', ')}), got "${entry.name}" with functions of its own. Take one of these, or go without a device.`,
  );
}
