import { rowLosses, type RowLoss, type RowLossName } from '@handgrad/core-math';
import { categoricalCrossEntropyKernel } from './categoricalCrossEntropy.js';
import { categoricalHingeKernel } from './categoricalHinge.js';
import type { RowLossKernel } from './contracts.js';
import { cosineSimilarityKernel } from './cosineSimilarity.js';
import { kullbackLeiblerKernel } from './kullbackLeibler.js';
import { softmaxCrossEntropyKernel } from './softmaxCrossEntropy.js';
import { sparseCategoricalCrossEntropyKernel } from './sparseCategoricalCrossEntropy.js';
import { sparseSoftmaxCrossEntropyKernel } from './sparseSoftmaxCrossEntropy.js';

export type { RowLossKernel } from './contracts.js';

/** The losses over rows, each under the name that it has in core-math. */
export const rowLossKernels: Readonly<Record<RowLossName, RowLossKernel>> = Object.freeze({
  categoricalCrossEntropy: categoricalCrossEntropyKernel,
  softmaxCrossEntropy: softmaxCrossEntropyKernel,
  sparseCategoricalCrossEntropy: sparseCategoricalCrossEntropyKernel,
  sparseSoftmaxCrossEntropy: sparseSoftmaxCrossEntropyKernel,
  categoricalHinge: categoricalHingeKernel,
  kullbackLeibler: kullbackLeiblerKernel,
  cosineSimilarity: cosineSimilarityKernel,
});

/** @throws RangeError for a loss over rows of one's own: it is written over arrays, which kernels do not take. */
export function kernelOfRowLoss(loss: RowLoss, caller: string): RowLossKernel {
  const name = Object.keys(rowLossKernels).find((known): known is RowLossName => known === loss.name);
  if (name && rowLosses[name].value === loss.value && rowLosses[name].gradient === loss.gradient)
    return rowLossKernels[name];
  throw new RangeError(
    `${caller}: expected a loss over rows that the GPU has (${Object.keys(rowLossKernels).join(', ')}), got "${loss.name}" with functions of its own. Take one of these, or go without a device.`,
  );
}
