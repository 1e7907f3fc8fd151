import { columnNumbers } from '../plan/fixedTensors.js';
import type { RowLossKernel } from './contracts.js';

/** -log p_k, k the class, with the gradient -[j = k] / p_k; NaN for a row that holds a negative number */
export const sparseCategoricalCrossEntropyKernel: RowLossKernel = Object.freeze<RowLossKernel>({
  value: (operations, rows, targets) =>
    operations.foldRows({
      start: 0,
      step: { formula: plusCostAtClass },
      over: [rows, columnNumbers(rows.columns), targets],
    }),
  gradient: (operations, rows, targets) =>
    operations.mapView({ formula: sparseCategoricalCrossEntropySlope }, rows, columnNumbers(rows.columns), targets),
});

function plusCostAtClass(cost: number, p: number, column: number, k: number): number {
  if (!(p >= 0)) return NaN;
  return column === k ? cost - Math.log(p) : cost;
}

function sparseCategoricalCrossEntropySlope(p: number, column: number, k: number): number {
  if (!(p >= 0)) return NaN;
  // -1 / -0 would be Infinity.
  return column === k ? -1 / Math.abs(p) : 0;
}
