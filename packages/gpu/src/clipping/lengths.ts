import type { KernelFunction, Operations, Tensor } from '../contracts.js';

/** |g| = sqrt(sum_ij g_ij^2), [1 x 1] */
export function lengthOf(operations: Operations, g: Tensor): Tensor {
  const ofRows = operations.foldRows({ start: 0, step: hypotenuse, over: [g] });
  return operations.foldColumns({ start: 0, step: hypotenuse, over: [ofRows] });
}

/**
 * sqrt(a^2 + b^2), for a, b >= 0 or not
 *
 * Computed as $m \sqrt{1 + q^2}$ with the larger size m and the quotient q of the smaller and m: squares of float32 vanish
 * below 1e-19 and overflow above 1e19, these do not.
 */
export const hypotenuse: KernelFunction = { formula: lengthOfTwo };

/** g min(1, limit / length) of (g, length); g where the length is no finite number */
export function shortened(limit: number): KernelFunction {
  return { formula: shortenedTo, numbers: [limit] };
}

function lengthOfTwo(a: number, b: number): number {
  const larger = Math.max(Math.abs(a), Math.abs(b));
  if (larger === 0) {
    return 0;
  }
  const quotient = Math.min(Math.abs(a), Math.abs(b)) / larger;
  return larger * Math.sqrt(1 + quotient * quotient);
}

function shortenedTo(g: number, length: number, limit: number): number {
  if (length > limit && length < Infinity) {
    // In this order no product leaves the range of float32.
    return (g / length) * limit;
  }
  return g;
}
