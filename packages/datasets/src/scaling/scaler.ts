import { Matrix } from '@handgrad/core-math';
import { finiteEntries, matrixGiven, sameShape } from '../boundary.js';

/** An affine map of each column, fitted to some data, and its inverse. */
export interface Scaler {
  readonly kind: 'scaler';
  readonly name: string;
  /** The number of columns that it was fitted to. */
  readonly columns: number;
  /** Written into `into` when that is given, which may be `matrix` itself. */
  readonly transform: (matrix: Matrix, into?: Matrix) => Matrix;
  /** Takes `transform` back. */
  readonly inverse: (matrix: Matrix, into?: Matrix) => Matrix;
}

/** The scaler z = (x - shift_j) / scale_j of column j; a scale of 0 stands for a column that was constant: z = x - shift_j. */
export function affineScaler(name: string, shift: Float64Array, scale: Float64Array): Scaler {
  const columns = shift.length;
  const divisor = scale.map((s) => (s === 0 ? 1 : s));
  return {
    kind: 'scaler',
    name,
    columns,
    transform: (matrix, into) =>
      eachEntry(`${name}.transform`, matrix, columns, (x, j) => (x - shift[j]!) / divisor[j]!, into),
    inverse: (matrix, into) =>
      eachEntry(`${name}.inverse`, matrix, columns, (z, j) => shift[j]! + z * divisor[j]!, into),
  };
}

/** @throws TypeError for anything but a Matrix, RangeError unless there is something to fit a scaler to. */
export function fittable(caller: string, matrix: Matrix): void {
  matrixGiven(caller, 'the data', matrix);
  if (matrix.rows === 0 || matrix.columns === 0) {
    throw new RangeError(
      `${caller}: expected at least one row and one column, got ${matrix.shape}. Fit it to the training inputs.`,
    );
  }
  finiteEntries(caller, 'entries', matrix);
}

function eachEntry(
  caller: string,
  matrix: Matrix,
  columns: number,
  map: (entry: number, column: number) => number,
  given?: Matrix,
): Matrix {
  matrixGiven(caller, 'the data', matrix);
  if (matrix.columns !== columns) {
    throw new RangeError(
      `${caller}: expected ${columns} columns, as it was fitted to, got ${matrix.shape}. Pass the same columns in the same order.`,
    );
  }
  const into = given ?? new Matrix(matrix.rows, columns);
  sameShape(caller, 'into', into, matrix.rows, columns);
  for (let i = 0; i < matrix.rows; i++) {
    for (let j = 0; j < columns; j++) into.data[i * columns + j] = map(matrix.data[i * columns + j]!, j);
  }
  return into;
}
