import type { Operations, Tensor } from '../contracts.js';
import { columnNumbers } from '../plan/fixedTensors.js';
import { lowest } from '../vectors/exponentials.js';
import type { RowLossKernel } from './contracts.js';

/** max(0, 1 + s_r - s_k), k the right class and r the first strongest wrong one; the gradient [L > 0] ([j = r] - [j = k]) */
export const categoricalHingeKernel: RowLossKernel = Object.freeze<RowLossKernel>({
  value: (operations, rows, targets) => hingeOf(operations, rows, targets, strongestWrong(operations, rows, targets)),
  gradient(operations, rows, targets) {
    const wrong = strongestWrong(operations, rows, targets);
    const hinge = hingeOf(operations, rows, targets, wrong);
    const columns = columnNumbers(rows.columns);
    const first = operations.foldRows({
      start: -1,
      step: { formula: firstStrongestWrong },
      over: [rows, targets, columns, wrong],
    });
    return operations.mapView({ formula: categoricalHingeSlope }, targets, columns, first, hinge);
  },
});

/** The largest score of a wrong class in each row, [n x 1]. */
function strongestWrong(operations: Operations, rows: Tensor, targets: Tensor): Tensor {
  return operations.foldRows({ start: lowest, step: { formula: largerIfWrong }, over: [rows, targets] });
}

function hingeOf(operations: Operations, rows: Tensor, targets: Tensor, wrong: Tensor): Tensor {
  return operations.foldRows({
    start: 0,
    step: { formula: scoreIfRight },
    over: [rows, targets],
    finish: { formula: hingeOfMargin },
    beside: [wrong],
  });
}

function largerIfWrong(largest: number, s: number, y: number): number {
  return y === 1 ? largest : Math.max(largest, s);
}

function scoreIfRight(right: number, s: number, y: number): number {
  return y === 1 ? s : right;
}

function hingeOfMargin(right: number, wrong: number): number {
  return Math.max(0, 1 + wrong - right);
}

function firstStrongestWrong(found: number, s: number, y: number, column: number, wrong: number): number {
  return found < 0 && y !== 1 && s === wrong ? column : found;
}

function categoricalHingeSlope(y: number, column: number, first: number, hinge: number): number {
  if (hinge === 0) return 0;
  if (y === 1) return -1;
  return column === first ? 1 : 0;
}
