import { Matrix } from './matrix.js';

/**
 * (A^T)_ij = A_ji. A product needs no transpose of its own: see the options of `multiply`.
 *
 * @example
 * transpose(Matrix.fromRows([[1, 2, 3]])).shape // => '3 x 1'
 */
export function transpose(matrix: Matrix): Matrix {
  const { rows, columns, data } = matrix;
  const into = new Matrix(columns, rows);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) into.data[j * rows + i] = data[i * columns + j]!;
  return into;
}
