import { Matrix } from '@handgrad/core-math';
import { euclideanLength } from '../algebra/euclideanLength.js';
import { nonNegativeLeastSquares } from './nonNegativeLeastSquares.js';

/** Whether a direction b has a_i . b >= 0 for all rows a_i, and > 0 for some ('quasiComplete') or for all ('complete'). */
export type SeparationKind = 'none' | 'quasiComplete' | 'complete';

/** Products of unit vectors below this count as zero: rounding leaves some 1e-13. */
export const separationTolerance = 1e-9;

/** About as many multiplications as take some seconds. */
const mostWork = 5e8;

/**
 * Whether the search would take longer than some seconds: it takes up to r steps, r the smaller side, each of which orthogonalises up
 * to r rows and goes through all of them.
 */
export function tooLargeToSeparate(rows: number, columns: number): boolean {
  const smaller = Math.min(rows, columns);
  return smaller * columns * (smaller ** 2 + 4 * rows) > mostWork;
}

/**
 * Decides whether some b has a_i . b >= 0 for every row and not only zeros, and proves it.
 *
 * With a_i = y_i (x_i, 1) and y = -1 or 1 such a b is a neuron that puts no sample on the wrong side. Along it the
 * likelihood of a logistic regression grows for ever, so its maximum does not exist; without one it does
 * (Albert and Anderson).
 *
 * Two theorems of the alternative turn the question into the nearest point of a cone:
 * 1. Gordan: either a_i . b > 0 for all i, or sum m_i a_i = 0 for some m >= 0 with sum m_i = 1. So approach the vector
 *    (0, 1) by sum m_i (a_i, 1), m >= 0. The rest (r, t) has r . a_i + t <= 0 with t = |(r, t)|^2: if it is not zero, b = -r is
 *    the direction of complete separation.
 * 2. Stiemke: either a_i . b >= 0 for all i and > 0 for one, or sum l_i a_i = 0 for some l with all l_i >= 1. With
 *    l = 1 + m: approach -sum a_i by sum m_i a_i, m >= 0. The rest r has r . a_i <= 0, and the sum of the r . a_i is -|r|^2: if it
 *    is not zero, b = -r is the direction of quasi-complete separation.
 *
 * At a maximum of the likelihood the multipliers l of the second theorem are |y_i - p_i|: "the gradient is 0" is itself
 * the proof that no such direction exists.
 *
 * The answer does not rest on the search: a direction counts only after all products a_i . b have been formed and seen
 * to be >= -1e-9, lengths being 1, so data that overlap by less than a billionth count as separated.
 *
 * @returns the direction with length 1, and how many rows it leaves at zero.
 * @example
 * separationOf(Matrix.fromRows([[1, 0], [1, 1]])).kind // => 'complete'
 * separationOf(Matrix.fromRows([[1, 0], [-1, 0], [0, 1]])).direction // => [0, 1]
 * separationOf(Matrix.fromRows([[1, 0], [-1, 0]])).kind // => 'none'
 *
 * Source: Albert, Anderson, "On the existence of maximum likelihood estimates in logistic regression models",
 * Biometrika 71, 1984; Mangasarian, "Nonlinear programming", 1969, section 2.4 (the two theorems).
 */
export function separationOf(
  constraints: Matrix,
):
  | { readonly kind: 'none' }
  | { readonly kind: 'quasiComplete' | 'complete'; readonly direction: Float64Array; readonly undecided: number } {
  const { rows: count, columns: dimension } = constraints;
  const rows = unitRows(constraints);
  const lifted = Matrix.generate(
    count,
    dimension + 1,
    (i, j) => Math.SQRT1_2 * (j < dimension ? rows.data[i * dimension + j]! : 1),
  );
  const top = new Float64Array(dimension + 1);
  top[dimension] = 1;
  const strict = nonNegativeLeastSquares(lifted, top).residual.subarray(0, dimension);
  const complete = signsAlong(rows, strict);
  if (complete.lowest > separationTolerance) return { kind: 'complete', direction: complete.direction, undecided: 0 };

  const opposite = new Float64Array(dimension);
  for (let i = 0; i < count; i++) for (let j = 0; j < dimension; j++) opposite[j]! -= rows.data[i * dimension + j]!;
  const weak = signsAlong(rows, nonNegativeLeastSquares(rows, opposite).residual);
  if (weak.lowest >= -separationTolerance && weak.highest > separationTolerance) {
    return { kind: 'quasiComplete', direction: weak.direction, undecided: weak.zeros };
  }
  return { kind: 'none' };
}

/** The direction against the residual, with the smallest and the largest product with a row. */
function signsAlong(
  rows: Matrix,
  residual: Float64Array,
): { direction: Float64Array; lowest: number; highest: number; zeros: number } {
  const norm = euclideanLength(residual);
  // 0 - x, so that no -0 comes out.
  const direction = norm > 0 ? residual.map((x) => 0 - x / norm) : residual;
  let lowest = Infinity;
  let highest = -Infinity;
  let zeros = 0;
  for (let i = 0; i < rows.rows; i++) {
    let product = 0;
    for (let j = 0; j < rows.columns; j++) product += rows.data[i * rows.columns + j]! * direction[j]!;
    lowest = Math.min(lowest, product);
    highest = Math.max(highest, product);
    if (Math.abs(product) <= separationTolerance) zeros++;
  }
  return { direction, lowest, highest, zeros };
}

/** Every row divided by its length: signs stay, and tolerances mean the same for all. */
function unitRows(matrix: Matrix): Matrix {
  const unit = matrix.copy();
  for (let i = 0; i < unit.rows; i++) {
    const row = unit.row(i);
    const norm = euclideanLength(row);
    if (norm > 0) for (let j = 0; j < row.length; j++) row[j]! /= norm;
  }
  return unit;
}
