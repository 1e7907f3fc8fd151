import { Matrix } from './matrix.js';
import { demandSameShape, demandShape } from './shapes.js';

/**
 * f(x_ij) for every entry. `into` may be the matrix itself.
 *
 * @example
 * map(Matrix.row([1, 4]), Math.sqrt).toRows() // => [[1, 2]]
 */
export function map(matrix: Matrix, f: (x: number) => number, into: Matrix = like(matrix)): Matrix {
  demandSameShape('map', matrix, into);
  const from = matrix.data;
  const to = into.data;
  for (let i = 0; i < from.length; i++) to[i] = f(from[i]!);
  return into;
}

/**
 * a_ij + b_ij. `into` may be one of the two.
 *
 * @throws RangeError when the shapes differ; the message says both.
 * @example
 * add(Matrix.row([1, 2]), Matrix.row([3, 4])).toRows() // => [[4, 6]]
 * add(Matrix.row([1, 2]), Matrix.column([3, 4])) // => throws RangeError
 */
export function add(left: Matrix, right: Matrix, into: Matrix = like(left)): Matrix {
  demandSameShape('add', left, right);
  demandSameShape('add', left, into);
  for (let i = 0; i < into.data.length; i++) into.data[i] = left.data[i]! + right.data[i]!;
  return into;
}

/**
 * a_ij - b_ij. `into` may be one of the two.
 *
 * @throws RangeError when the shapes differ; the message says both.
 */
export function subtract(left: Matrix, right: Matrix, into: Matrix = like(left)): Matrix {
  demandSameShape('subtract', left, right);
  demandSameShape('subtract', left, into);
  for (let i = 0; i < into.data.length; i++) into.data[i] = left.data[i]! - right.data[i]!;
  return into;
}

/**
 * a_ij b_ij, the Hadamard product. `into` may be one of the two.
 *
 * @throws RangeError when the shapes differ; the message says both.
 */
export function multiplyElementwise(left: Matrix, right: Matrix, into: Matrix = like(left)): Matrix {
  demandSameShape('multiplyElementwise', left, right);
  demandSameShape('multiplyElementwise', left, into);
  for (let i = 0; i < into.data.length; i++) into.data[i] = left.data[i]! * right.data[i]!;
  return into;
}

/** factor x_ij. `into` may be the matrix itself. */
export function scale(matrix: Matrix, factor: number, into: Matrix = like(matrix)): Matrix {
  demandSameShape('scale', matrix, into);
  for (let i = 0; i < into.data.length; i++) into.data[i] = factor * matrix.data[i]!;
  return into;
}

/**
 * x_ij + b_j: adds one row, [1 x columns], to every row, as a dense layer adds its bias. `into` may be the matrix itself.
 *
 * @throws RangeError when the row is not 1 x columns.
 * @example
 * addRow(Matrix.fromRows([[1, 2], [3, 4]]), Matrix.row([10, 20])).toRows() // => [[11, 22], [13, 24]]
 */
export function addRow(matrix: Matrix, row: Matrix, into: Matrix = like(matrix)): Matrix {
  demandShape('addRow', 'the row', row, 1, matrix.columns);
  demandSameShape('addRow', matrix, into);
  const { columns, data } = matrix;
  const { data: added } = row;
  const { data: sums } = into;
  for (let start = 0; start < data.length; start += columns) {
    for (let j = 0; j < columns; j++) sums[start + j] = data[start + j]! + added[j]!;
  }
  return into;
}

function like(matrix: Matrix): Matrix {
  return new Matrix(matrix.rows, matrix.columns);
}
