import { Matrix, sigmoidDerivative } from '@handgrad/core-math';
import { cholesky, solveCholesky } from '../algebra/cholesky.js';
import { labelResidual, logProbability } from './logLikelihood.js';

/** The penalised log-likelihood at some coefficients, with its gradient and minus its Hessian (the information). */
type Ascent = { readonly value: number; readonly gradient: Float64Array; readonly information: Matrix };

export type NewtonPath = {
  readonly coefficients: Float64Array;
  /** `settled`: the last step was shorter than the tolerance, in standard errors, or lost in rounding. */
  readonly end: 'settled' | 'limit' | 'singular' | 'separated';
  /** The penalised log-likelihood before the first step and after each. */
  readonly history: readonly number[];
};

/**
 * theta <- theta + J^-1 g: Newton's method for l(theta) - sum penalty_j theta_j^2, from theta = 0.
 *
 * With g the gradient and J the information (minus the Hessian), X^T diag(p (1 - p)) X. Each step is a weighted least squares
 * problem with the weights p (1 - p), hence the other name, iteratively reweighted least squares.
 *
 * A full step can overshoot where l is far from its parabola: it is halved until l does not fall. The length of the
 * step in standard errors, sqrt(g^T J^-1 g), is the Newton decrement: the same in any units, and what the tolerance means.
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
  let coefficients = new Float64Array(design.columns);
  let here = ascentAt(coefficients, design, labels, penalties);
  const history = [here.value];
  let before = Infinity;
  for (let k = 0; k < options.iterations; k++) {
    const root = cholesky(here.information, 1e-15);
    if ('dependent' in root) return { coefficients, end: 'singular', history };
    const step = solveCholesky(root.factor, here.gradient);
    const decrement = Math.sqrt(
      Math.max(
        0,
        step.reduce((sum, s, j) => sum + s * here.gradient[j]!, 0),
      ),
    );
    // At the top a step changes l by less than its rounding; such a fall is none.
    const floor = here.value - 1e-13 * (1 + Math.abs(here.value));
    let scale = 1;
    let next = moved(coefficients, step, scale);
    let there = ascentAt(next, design, labels, penalties);
    while (!(there.value >= floor) && scale > 1e-15) {
      scale /= 2;
      next = moved(coefficients, step, scale);
      there = ascentAt(next, design, labels, penalties);
    }
    coefficients = next;
    here = there;
    history.push(here.value);
    if (options.separable && separates(coefficients, design, labels))
      return { coefficients, end: 'separated', history };
    // A step that no longer shrinks and gains less than the rounding of l is rounding itself (nearly dependent columns).
    const idle = decrement >= before / 2 && decrement ** 2 <= 1e-13 * (1 + Math.abs(here.value));
    if (decrement <= options.tolerance || idle) return { coefficients, end: 'settled', history };
    before = decrement;
  }
  return { coefficients, end: 'limit', history };
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

function moved(from: Float64Array, step: Float64Array, scale: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(from, (value, j) => value + scale * step[j]!);
}
