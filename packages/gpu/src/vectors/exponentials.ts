/** What functions of logits share: the largest of each row, which is subtracted so that no exponential overflows. */
import type { KernelFunction, Operations, Tensor } from '../contracts.js';

/** The least number of float32: less than any other. */
export const lowest = -3.4028234e38;

/** m_i = the largest entry of row i, [rows x 1] */
export function largestOfRows(operations: Operations, rows: Tensor): Tensor {
  return operations.foldRows({ start: lowest, step: { formula: largerOfTwo }, over: [rows] });
}

/** exp(x - m), at most 1. A view. */
export function exponentialsBelow(operations: Operations, rows: Tensor, largest: Tensor): Tensor {
  return operations.mapView({ formula: exponentialBelow }, rows, largest);
}

/**
 * The sum of exp(x_j - m) over all entries of a row but one of those equal to m, [rows x 1]; the sum of all is 1 more.
 * Kept apart from that 1, it does not lose the digits that tell how sure a network is.
 *
 * One number remembers two things: the sum, and by its sign whether an entry equal to m was left out already.
 */
export function restOfSums(
  operations: Operations,
  rows: Tensor,
  largest: Tensor,
  finish?: KernelFunction,
  beside?: readonly Tensor[],
): Tensor {
  return operations.foldRows({
    start: -1e-37,
    step: { formula: restOfSumSoFar },
    over: [rows, largest],
    ...(finish && { finish }),
    ...(beside && { beside }),
  });
}

function largerOfTwo(a: number, b: number): number {
  return Math.max(a, b);
}

function exponentialBelow(x: number, largest: number): number {
  return Math.exp(x - largest);
}

function restOfSumSoFar(soFar: number, x: number, largest: number): number {
  if (x === largest) return soFar < 0 ? -soFar : soFar + 1;
  const e = Math.exp(x - largest);
  return soFar < 0 ? soFar - e : soFar + e;
}
