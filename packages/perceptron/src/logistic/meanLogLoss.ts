import { Matrix } from '@handgrad/core-math';
import type { Likelihood, LinearNeuron, Targets } from '../contracts.js';
import { logLikelihood, logLikelihoodGradient, logLikelihoodHessian } from './logLikelihood.js';

/**
 * L = -l(w, b) / n: the mean log-loss, or cross-entropy, of a sigmoid neuron.
 *
 * The same optimum as the log-likelihood, as a loss to descend whose size does not grow with the data.
 *
 * $$L = -\frac1n \ell(w, b), \qquad \frac{\partial L}{\partial w} = \frac1n X^T (p - y), \quad
 * \frac{\partial L}{\partial b} = \frac1n \sum_i (p_i - y_i)$$
 *
 * The derivatives are those of `logLikelihood`, divided by -n.
 *
 * @throws RangeError when shapes do not fit or a label is neither 0 nor 1.
 * @example
 * meanLogLoss({ weights: Float64Array.of(0), bias: 0 }, Matrix.column([1, 2]), [0, 1]) // => 0.6931471806
 *
 * Source: Goodfellow, Bengio, Courville, "Deep learning", 2016, section 5.5.
 */
export function meanLogLoss(neuron: LinearNeuron, inputs: Matrix, targets: Targets): number {
  return -logLikelihood(neuron, inputs, targets) / inputs.rows;
}

/**
 * dL/dw = X^T (p - y) / n, dL/db = mean(p - y).
 *
 * @example
 * meanLogLossGradient({ weights: Float64Array.of(0), bias: 0 }, Matrix.column([1, 2]), [0, 1]).weights // => [-0.25]
 */
export function meanLogLossGradient(neuron: LinearNeuron, inputs: Matrix, targets: Targets): LinearNeuron {
  const { weights, bias } = logLikelihoodGradient(neuron, inputs, targets);
  return { weights: weights.map((slope) => -slope / inputs.rows), bias: -bias / inputs.rows };
}

/**
 * X^T diag(p (1 - p)) X / n, with a column of ones for the bias last.
 *
 * @example
 * meanLogLossHessian({ weights: Float64Array.of(0), bias: 0 }, Matrix.column([1, 3]), [0, 1]).toRows() // => [[1.25, 0.5], [0.5, 0.25]]
 */
export function meanLogLossHessian(neuron: LinearNeuron, inputs: Matrix, targets: Targets): Matrix {
  const hessian = logLikelihoodHessian(neuron, inputs, targets);
  return new Matrix(
    hessian.rows,
    hessian.columns,
    hessian.data.map((entry) => -entry / inputs.rows),
  );
}

export const meanLogLossFormula: Likelihood = Object.freeze({
  kind: 'likelihood',
  name: 'meanLogLoss',
  value: meanLogLoss,
  gradient: meanLogLossGradient,
  hessian: meanLogLossHessian,
  curvature: 'convex',
  tex: {
    value: 'L = -\\frac1n \\ell(w, b)',
    derivative:
      '\\partial L / \\partial w = \\frac1n X^T (p - y), \\quad \\partial L / \\partial b = \\frac1n \\sum_i (p_i - y_i)',
  },
  sources: [
    { author: 'I. Goodfellow, Y. Bengio, A. Courville', title: 'Deep learning', year: 2016, where: 'section 5.5' },
  ],
});
