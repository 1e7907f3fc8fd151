import type { Operations, Tensor } from '../contracts.js';
import { log1p } from '../portable/log1p.js';
import { largestOfRows, restOfSums } from '../vectors/exponentials.js';
import type { RowLossKernel } from './contracts.js';

/**
 * sum_j y_j ((m - z_j) + log1p(r)), with the gradient p_j - y_j
 *
 * As in core-math: m is the largest logit, r the sum of the other exp(z_k - m). Where y_j = 1 the gradient is minus the
 * share of the other exponentials, which p_j - 1 would round to 0 long before, in float32.
 */
export const softmaxCrossEntropyKernel: RowLossKernel = Object.freeze<RowLossKernel>({
  value(operations, rows, targets) {
    const { largest, logOfSum } = logOfSums(operations, rows);
    const over = [rows, targets, largest, logOfSum];
    return operations.foldRows({ start: 0, step: { formula: plusCrossEntropy }, over });
  },
  gradient(operations, rows, targets) {
    const largest = largestOfRows(operations, rows);
    const rest = restOfSums(operations, rows, largest);
    return operations.mapView({ formula: softmaxCrossEntropySlope }, rows, targets, largest, rest);
  },
});

/** m and log1p(r) of each row: the logarithm of the sum of its exponentials, in two parts. */
export function logOfSums(operations: Operations, rows: Tensor): { largest: Tensor; logOfSum: Tensor } {
  const largest = largestOfRows(operations, rows);
  return { largest, logOfSum: restOfSums(operations, rows, largest, log1p) };
}

function plusCrossEntropy(cost: number, z: number, y: number, largest: number, logOfSum: number): number {
  // 0 * Infinity is NaN, and a class that is ruled out and not wanted costs nothing.
  return y === 0 ? cost : cost + y * (largest - z + logOfSum);
}

export function softmaxCrossEntropySlope(z: number, y: number, largest: number, rest: number): number {
  const e = Math.exp(z - largest);
  // Not the largest: the others hold the 1 of the largest, so 1 + rest - e cannot cancel to less than 1.
  if (y === 1) return -(z === largest ? rest : 1 + rest - e) / (1 + rest);
  return e / (1 + rest) - y;
}
