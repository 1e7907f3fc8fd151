import { Matrix, softmax, sparseSoftmaxCrossEntropy } from '@handgrad/core-math';
import { newtonClimb, type Ascent, type Climb } from '../algebra/newtonClimb.js';

export type SoftmaxPath = {
  /** theta [C x p], one row for each class, over the design. */
  readonly coefficients: Matrix;
  readonly end: Climb['end'];
  /** The penalised log-likelihood before the first step and after each. */
  readonly history: readonly number[];
};

/**
 * theta <- theta + (J + G)^-1 g: Newton's method for C classes, from theta = 0.
 *
 * The information has the blocks J_ck = sum_i p_c (delta_ck - p_k) x x^T. It is singular: the likelihood does not notice
 * when the same vector is added to every class. G holds one number at (c, j), (k, j) for all pairs of classes, which is the
 * second derivative of the square of sum_c theta_cj. It makes J + G invertible and leaves the steps alone, for g sums to 0
 * over the classes: from a start at 0 the classes go on summing to 0, the choice that a penalty makes too.
 *
 * Steps are halved until the likelihood does not fall, see `newtonClimb`. Solving takes (C p)^3 / 3 multiplications.
 *
 * Source: Boehning, "Multinomial logistic regression algorithm", Annals of the Institute of Statistical Mathematics 44, 1992.
 */
export function softmaxNewton(
  design: Matrix,
  labels: Float64Array,
  count: number,
  penalties: Float64Array,
  options: { readonly iterations: number; readonly tolerance: number },
): SoftmaxPath {
  const size = design.columns;
  const { theta, end, history } = newtonClimb(
    count * size,
    (at) => {
      const ascent = ascentAt(new Matrix(count, size, at), design, labels, penalties);
      return { ...ascent, information: gauged(ascent.information, count, size, design.rows / count ** 2) };
    },
    options,
  );
  return { coefficients: new Matrix(count, size, theta), end, history };
}

/** The information is flattened class by class. */
function ascentAt(theta: Matrix, design: Matrix, labels: Float64Array, penalties: Float64Array): Ascent {
  const { rows: count, columns: size } = theta;
  const width = count * size;
  const gradient = theta.data.map((t, at) => -2 * penalties[at % size]! * t);
  const information = Matrix.generate(width, width, (a, b) => (a === b ? 2 * penalties[a % size]! : 0));
  let value = theta.data.reduce((sum, t, at) => sum - penalties[at % size]! * t * t, 0);
  const scores = new Float64Array(count);
  for (let i = 0; i < design.rows; i++) {
    const x = design.row(i);
    for (let c = 0; c < count; c++) scores[c] = theta.row(c).reduce((z, t, j) => z + t * x[j]!, 0);
    value -= sparseSoftmaxCrossEntropy(scores, labels.subarray(i, i + 1));
    const p = softmax(scores);
    for (let c = 0; c < count; c++) {
      const residual = (c === labels[i] ? 1 : 0) - p[c]!;
      for (let j = 0; j < size; j++) gradient[c * size + j]! += residual * x[j]!;
      for (let k = 0; k < count; k++) addBlock(information, c * size, k * size, p[c]! * ((c === k ? 1 : 0) - p[k]!), x);
    }
  }
  return { value, gradient, information };
}

/** Adds weight * x x^T at (row, column). */
function addBlock(matrix: Matrix, row: number, column: number, weight: number, x: Float64Array): void {
  for (let j = 0; j < x.length; j++) {
    const start = (row + j) * matrix.columns + column;
    for (let l = 0; l < x.length; l++) matrix.data[start + l]! += weight * x[j]! * x[l]!;
  }
}

/** J + G. */
function gauged(information: Matrix, count: number, size: number, weight: number): Matrix {
  const sum = information.copy();
  for (let c = 0; c < count; c++) {
    for (let k = 0; k < count; k++) {
      for (let j = 0; j < size; j++) sum.data[(c * size + j) * sum.columns + k * size + j]! += weight;
    }
  }
  return sum;
}
