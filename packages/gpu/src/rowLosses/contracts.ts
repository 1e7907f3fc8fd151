import type { Operations, Tensor } from '../contracts.js';

/** A loss over rows on a device. */
export interface RowLossKernel {
  /** The loss of each row, [n x 1]. */
  readonly value: (operations: Operations, rows: Tensor, targets: Tensor) => Tensor;
  /** d value / d row, [n x C]. A view: worked out where it is read, so that a factor costs nothing more. */
  readonly gradient: (operations: Operations, rows: Tensor, targets: Tensor) => Tensor;
}
