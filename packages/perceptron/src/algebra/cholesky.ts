import { Matrix } from '@handgrad/core-math';

/**
 * A = L L^T with L lower triangular: the square root of a positive definite matrix.
 *
 * What a Newton step and standard errors need of an information matrix, at half the work of elimination and without pivots.
 *
 * $$L_{jj} = \sqrt{A_{jj} - \sum_{k<j} L_{jk}^2}, \qquad L_{ij} = \Big(A_{ij} - \sum_{k<j} L_{ik} L_{jk}\Big) / L_{jj}$$
 *
 * Row i of A = L L^T, read from left to right, gives one unknown of L after the other.
 *
 * @param tolerance how much of A_jj must be left under the root: less means that column j is a combination of the
 * columns before it, up to rounding.
 * @returns L, or the index j of the first column that depends on those before it.
 * @example
 * cholesky(Matrix.fromRows([[4, 2], [2, 5]])).factor.toRows() // => [[2, 0], [1, 2]]
 * cholesky(Matrix.fromRows([[1, 2], [2, 4]])) // => { dependent: 1 }
 *
 * Source: Golub, Van Loan, "Matrix computations", 4th edition, 2013, section 4.2.
 */
export function cholesky(matrix: Matrix, tolerance = 0): { factor: Matrix } | { dependent: number } {
  const n = matrix.rows;
  if (matrix.columns !== n) {
    throw new RangeError(
      `cholesky: expected a square matrix, got ${matrix.shape}. Only symmetric matrices have this root.`,
    );
  }
  const factor = new Matrix(n, n);
  const l = factor.data;
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let left = matrix.data[i * n + j]!;
      for (let k = 0; k < j; k++) left -= l[i * n + k]! * l[j * n + k]!;
      if (i > j) l[i * n + j] = left / l[j * n + j]!;
      else if (left > tolerance * matrix.data[j * n + j]!) l[j * n + j] = Math.sqrt(left);
      else return { dependent: j };
    }
  }
  return { factor };
}

/**
 * x with L L^T x = b: forward through L, backward through L^T.
 *
 * @example
 * solveCholesky(Matrix.fromRows([[2, 0], [1, 2]]), [8, 14]) // => [0.75, 2.5]
 */
export function solveCholesky(factor: Matrix, right: ArrayLike<number>): Float64Array {
  const n = factor.rows;
  const l = factor.data;
  const x = Float64Array.from(right);
  if (x.length !== n) {
    throw new RangeError(
      `solveCholesky: expected ${n} numbers on the right, got ${x.length}. One for each row of the ${factor.shape} factor.`,
    );
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= l[i * n + k]! * x[k]!;
    x[i]! /= l[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= l[k * n + i]! * x[k]!;
    x[i]! /= l[i * n + i]!;
  }
  return x;
}

/**
 * (L L^T)^-1, one column at a time: the covariances that standard errors are read from.
 *
 * @example
 * inverseFromCholesky(Matrix.fromRows([[2, 0], [0, 4]])).toRows() // => [[0.25, 0], [0, 0.0625]]
 */
export function inverseFromCholesky(factor: Matrix): Matrix {
  const n = factor.rows;
  const inverse = new Matrix(n, n);
  for (let j = 0; j < n; j++) {
    const unit = new Float64Array(n);
    unit[j] = 1;
    solveCholesky(factor, unit).forEach((value, i) => (inverse.data[i * n + j] = value));
  }
  return inverse;
}
