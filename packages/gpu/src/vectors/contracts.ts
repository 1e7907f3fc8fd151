import type { Operations, Tensor } from '../contracts.js';

/** A function of vectors on a device: of each row of a matrix. */
export interface VectorKernel {
  readonly value: (operations: Operations, rows: Tensor) => Tensor;
  /** Which of the two `backward` works from. */
  readonly keeps: 'input' | 'output';
  /** J^T outputGradient, row by row. */
  readonly backward: (operations: Operations, kept: Tensor, outputGradient: Tensor) => Tensor;
}
