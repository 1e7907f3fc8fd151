import { Matrix, sigmoidDerivative } from '@handgrad/core-math';
import { newtonClimb, type Ascent, type Climb } from '../algebra/newtonClimb.js';
import { labelResidual, logProbability } from './logLikelihood.js';

export type NewtonPath = {
  readonly coefficients: Float64Array;
  /** `left`: at a separating iterate; the others as for any climb. */
  readonly end: Climb['end'];
  /** The penalised log-likelihood before the first step and after each. */
  readonly history: readonly number[];
};

/**
 * theta <- theta + J^-1 g: Newton's method for l(theta) - sum penalty_j theta_j^2, from theta = 0.
 *
 * With g the gradient and J the information (minus the Hessian), X^T diag(p (1 - p)) X. Each step is a weighted least squares
 * problem with the weights p (1 - p), hence the other name, iteratively reweighted least squares.
 *
 * The steps, and when they end: see `newtonClimb`.
 *
 * @param design [n x p], with a column of ones if there is a bias.
 * @param separable whether an iterate that puts every sample on its own side ends the search: there is no maximum then.
 *
 * Source: Boyd, Vandenberghe, "Convex optimization", 2004, section 9.5.
 */
export function newtonAscent(
  design: Matrix,
  labels: Float64Array,
  penalties: Float64Array,
  options: { readonly iterations: number; readonly tolerance: number; readonly separable: boolean },
): NewtonPath {
  const { theta, end, history } = newtonClimb(
    design.columns,
    (at) => ascentAt(at, design, labels, penalties),
    options,
    (at) => options.separable && separates(at, design, labels),
  );
  return { coefficients: theta, end, history };
}

/** X^T diag(p (1 - p)) X: the observed information, whose inverse holds the squared standard errors. */
export function informationAt(coefficients: Float64Array, design: Matrix): Matrix {
  return ascentAt(coefficients, design, new Float64Array(design.rows), new Float64Array(design.columns)).information;
}

function ascentAt(theta: Float64Array, design: Matrix, labels: Float64Array, penalties: Float64Array): Ascent {
  const size = theta.length;
  const gradient = theta.map((t, j) => -2 * penalties[j]! * t);
  const information = Matrix.generate(size, size, (j, k) => (j === k ? 2 * penalties[j]! : 0));
  let value = theta.reduce((sum, t, j) => sum - penalties[j]! * t * t, 0);
  for (let i = 0; i < design.rows; i++) {
    const x = design.row(i);
    const z = scoreOf(theta, x);
    const residual = labelResidual(z, labels[i]!);
    const curvature = sigmoidDerivative(z);
    value += logProbability(z, labels[i]!);
    for (let j = 0; j < size; j++) {
      gradient[j]! += residual * x[j]!;
      for (let k = 0; k < size; k++) information.data[j * size + k]! += curvature * x[j]! * x[k]!;
    }
  }
  return { value, gradient, information };
}

function separates(theta: Float64Array, design: Matrix, labels: Float64Array): boolean {
  return labels.every((y, i) => (y === 1 ? 1 : -1) * scoreOf(theta, design.row(i)) > 0);
}

function scoreOf(theta: Float64Array, x: Float64Array): number {
  let z = 0;
  for (let j = 0; j < theta.length; j++) z += theta[j]! * x[j]!;
  return z;
}
