import { columnNumbers } from '../plan/fixedTensors.js';
import { largestOfRows, restOfSums } from '../vectors/exponentials.js';
import type { RowLossKernel } from './contracts.js';
import { logOfSums, softmaxCrossEntropySlope } from './softmaxCrossEntropy.js';

/** (m - z_k) + log1p(r), k the class, with the gradient p_j - [j = k]: see `softmaxCrossEntropyKernel`. */
export const sparseSoftmaxCrossEntropyKernel: RowLossKernel = Object.freeze<RowLossKernel>({
  value(operations, rows, targets) {
    const { largest, logOfSum } = logOfSums(operations, rows);
    const over = [rows, columnNumbers(rows.columns), targets, largest, logOfSum];
    return operations.foldRows({ start: 0, step: { formula: crossEntropyAtClass }, over });
  },
  gradient(operations, rows, targets) {
    const largest = largestOfRows(operations, rows);
    const rest = restOfSums(operations, rows, largest);
    const f = { formula: sparseSoftmaxCrossEntropySlope, helpers: [softmaxCrossEntropySlope] };
    return operations.mapView(f, rows, columnNumbers(rows.columns), targets, largest, rest);
  },
});

function crossEntropyAtClass(
  cost: number,
  z: number,
  column: number,
  k: number,
  largest: number,
  logOfSum: number,
): number {
  return column === k ? largest - z + logOfSum : cost;
}

function sparseSoftmaxCrossEntropySlope(z: number, column: number, k: number, largest: number, rest: number): number {
  return softmaxCrossEntropySlope(z, column === k ? 1 : 0, largest, rest);
}
