import type { Loss, RowLoss } from '@handgrad/core-math';
import type { Operations, Tensor } from '../contracts.js';
import { kernelOfLoss } from '../losses/index.js';
import { product } from '../plan/arithmetic.js';
import { kernelOfRowLoss } from '../rowLosses/index.js';

/** From outputs, targets and the factor of each row, [n x 1], to d loss / d outputs: one kernel after those of the loss. */
export type HeadGradient = (operations: Operations, outputs: Tensor, targets: Tensor, scales: Tensor) => Tensor;

/**
 * G_ij = s_i dL_i / da_ij
 *
 * The start of the way back through a network; with s_i = 1/n it is that of the mean over a batch.
 *
 * @throws RangeError for a loss that the GPU has not.
 */
export function headGradientOf(loss: Loss | RowLoss, caller: string): HeadGradient {
  const slopes = slopesOf(loss, caller);
  return (operations, outputs, targets, scales) =>
    operations.map(product, slopes(operations, outputs, targets), scales);
}

function slopesOf(
  loss: Loss | RowLoss,
  caller: string,
): (operations: Operations, outputs: Tensor, targets: Tensor) => Tensor {
  if (loss.kind === 'rowLoss') return kernelOfRowLoss(loss, caller).gradient;
  const { derivative } = kernelOfLoss(loss);
  return (operations, outputs, targets) => operations.mapView(derivative, outputs, targets);
}
