import { Matrix } from '@handgrad/core-math';
import type { DeviceFormula, Part } from './parts.js';

/** What there is without a device: core-math's own functions, in float64. */
export function here(formula: DeviceFormula, part: Part, [x, other]: readonly Matrix[]): Matrix {
  switch (formula.kind) {
    case 'activation':
      return new Matrix(
        x.rows,
        x.columns,
        x.data.map((entry) => formula[part](entry)),
      );
    case 'loss':
      return new Matrix(
        x.rows,
        x.columns,
        x.data.map((entry, i) => formula[part](entry, other.data[i])),
      );
    case 'vectorFunction':
      return ofRows(x, (row, i) => (part === 'value' ? formula.value(row) : formula.backward(row, other.row(i))));
    case 'rowLoss':
      return ofRows(x, (row, i) =>
        part === 'value' ? [formula.value(row, other.row(i))] : formula.gradient(row, other.row(i)),
      );
  }
}

function ofRows(x: Matrix, f: (row: Float64Array, i: number) => ArrayLike<number>): Matrix {
  return Matrix.fromRows(Array.from({ length: x.rows }, (_, i) => f(x.row(i), i)));
}
