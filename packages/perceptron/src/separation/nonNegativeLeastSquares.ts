import type { Matrix } from '@handgrad/core-math';

/** `multipliers` >= 0, one for each row of the matrix, and what they leave over of the target. */
export type NonNegativeSolution = { readonly multipliers: Float64Array; readonly residual: Float64Array };

/** Below this cosine with the residual a row counts as orthogonal to it: rounding of unit vectors is some 1e-16. */
const orthogonal = 1e-12;

/**
 * min |sum_i m_i a_i - t| over m >= 0, with the rows a_i of a matrix: the nearest point of a cone.
 *
 * What decides whether data can be separated (see `separationOf`): the rest r = t - sum m_i a_i is either zero, so t lies in
 * the cone, or a direction with r . a_i <= 0 for every row and r . t > 0, so a hyperplane keeps t out of it.
 *
 * The active set method: m > 0 is allowed on a set of rows that grows by the row which points most along the rest, the first
 * of several; least squares on the set; rows whose m would become negative leave it. The set stays linearly independent and
 * each set has a smaller rest than the one before, so it ends.
 *
 * Computed as: the rows should have length 1. Least squares goes through Gram-Schmidt done twice, so the rest
 * is orthogonal to the set to the last digits.
 *
 * @example
 * nonNegativeLeastSquares(Matrix.fromRows([[1, 0], [0, 1]]), [2, -3]).multipliers // => [2, 0]
 * nonNegativeLeastSquares(Matrix.fromRows([[1, 0], [0, 1]]), [2, -3]).residual // => [0, -3]
 *
 * Source: Lawson, Hanson, "Solving least squares problems", 1974, chapter 23.
 */
export function nonNegativeLeastSquares(rows: Matrix, target: ArrayLike<number>): NonNegativeSolution {
  const goal = Float64Array.from(target);
  const scale = length(goal);
  let set: readonly number[] = [];
  let best: NonNegativeSolution = { multipliers: new Float64Array(rows.rows), residual: goal };
  // No set comes twice in exact arithmetic; the limit only guards against rounding that would go round in circles.
  for (let step = 0; step < 10 * (rows.rows + rows.columns) && length(best.residual) > 1e-14 * scale; step++) {
    const entering = mostAligned(rows, best.residual, set);
    if (entering < 0) break;
    const grown = settle(rows, goal, [...set, entering], best.multipliers);
    set = grown.set;
    best = grown;
  }
  return best;
}

/** Least squares on the set, whose last row has just come in; rows whose multiplier would become negative leave it. */
function settle(
  rows: Matrix,
  goal: Float64Array,
  grown: readonly number[],
  before: Float64Array,
): NonNegativeSolution & { set: readonly number[] } {
  const multipliers = before.slice();
  let set = grown;
  for (;;) {
    const { solution, residual } = leastSquares(rows, set, goal);
    const { step, blocking } = longestStep(set, multipliers, solution);
    set.forEach((i, k) => (multipliers[i] = Math.max(0, multipliers[i]! + step * (solution[k]! - multipliers[i]!))));
    if (blocking < 0) return { multipliers, residual, set };
    multipliers[blocking] = 0;
    set = set.filter((i) => i !== blocking);
  }
}

/** The row outside the set with the largest positive product with the residual, or -1. */
function mostAligned(rows: Matrix, residual: Float64Array, set: readonly number[]): number {
  let best = -1;
  let product = orthogonal * length(residual);
  for (let i = 0; i < rows.rows; i++) {
    const along = dot(rows.row(i), residual);
    if (along > product && !set.includes(i)) {
      best = i;
      product = along;
    }
  }
  return best;
}

/** How far towards the solution, 0 .. 1, all multipliers stay >= 0, and the row that would be the first below, or -1. */
function longestStep(
  set: readonly number[],
  multipliers: Float64Array,
  solution: Float64Array,
): { step: number; blocking: number } {
  let step = 1;
  let blocking = -1;
  set.forEach((i, k) => {
    const ratio = solution[k]! < 0 ? multipliers[i]! / (multipliers[i]! - solution[k]!) : 1;
    if (ratio < step) {
      step = ratio;
      blocking = i;
    }
  });
  return { step, blocking };
}

/** The coefficients of the rows in the set that come nearest to the goal: Q R by Gram-Schmidt, then back substitution. */
function leastSquares(
  rows: Matrix,
  set: readonly number[],
  goal: Float64Array,
): { solution: Float64Array; residual: Float64Array } {
  const directions: Float64Array[] = [];
  const triangle: Float64Array[] = [];
  for (const i of set) {
    const column = new Float64Array(set.length);
    const direction = rows.row(i).slice();
    project(direction, directions, column);
    column[directions.length] = length(direction);
    const norm = column[directions.length]!;
    directions.push(direction.map((x) => x / norm));
    triangle.push(column);
  }
  const residual = goal.slice();
  const solution = new Float64Array(set.length);
  project(residual, directions, solution);
  for (let k = set.length - 1; k >= 0; k--) {
    solution[k]! /= triangle[k]![k]!;
    for (let above = 0; above < k; above++) solution[above]! -= triangle[k]![above]! * solution[k]!;
  }
  return { solution, residual };
}

/** Takes the directions out of the vector, twice, and adds what it took to `coefficients`. */
function project(vector: Float64Array, directions: readonly Float64Array[], coefficients: Float64Array): void {
  for (let pass = 0; pass < 2; pass++) {
    directions.forEach((direction, k) => {
      const along = dot(direction, vector);
      coefficients[k]! += along;
      for (let j = 0; j < vector.length; j++) vector[j]! -= along * direction[j]!;
    });
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}

function length(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}
