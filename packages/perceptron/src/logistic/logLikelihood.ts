import { Matrix, sigmoid, sigmoidDerivative, softplus } from '@handgrad/core-math';
import { extended } from '../algebra/euclideanLength.js';
import type { Likelihood, LinearNeuron, Targets } from '../contracts.js';
import { netInput } from '../neurons/netInput.js';
import { binaryLabels, requireNeuron, requireSamples, requireTargets } from '../requirements.js';

/** log P(y | z) = log sigma(z) for y = 1, log (1 - sigma(z)) for y = 0, finite for every finite z. */
export function logProbability(z: number, label: number): number {
  return label === 1 ? -softplus(-z) : -softplus(z);
}

/** y - sigma(z), without the cancellation in 1 - sigma(z): what is left of a label after the prediction. */
export function labelResidual(z: number, label: number): number {
  return label === 1 ? sigmoid(-z) : -sigmoid(z);
}

/**
 * l(w, b) = sum y log sigma(z) + (1 - y) log (1 - sigma(z)): how likely the labels are under a sigmoid neuron.
 *
 * What logistic regression maximises. l = -n times the mean cross-entropy, so it is the same as minimising that.
 *
 * $$\ell(w, b) = \sum_i y_i \log \sigma(z_i) + (1 - y_i) \log (1 - \sigma(z_i)), \quad z_i = w \cdot x_i + b$$
 * $$\frac{\partial \ell}{\partial w} = X^T (y - p), \quad \frac{\partial \ell}{\partial b} = \sum_i (y_i - p_i), \quad
 * \nabla^2 \ell = -X^T \operatorname{diag}(p (1 - p))\, X$$
 *
 * 1. d log sigma(z) / dz = sigma'(z) / sigma(z) = 1 - p, and d log (1 - sigma(z)) / dz = -p.
 * 2. With weights y and 1 - y: dl/dz = y (1 - p) - (1 - y) p = y - p. The factor p (1 - p) of the squared error has cancelled.
 * 3. dz/dw = x and dz/db = 1; the chain rule, summed over samples.
 * 4. Once more: d(y - p)/dz = -p (1 - p), times x x^T. All these weights are negative, so l is concave.
 *
 * Computed as: log sigma(z) = -softplus(-z) and log (1 - sigma(z)) = -softplus(z). No logarithm of 0 is taken at any z: where
 * sigma(-800) rounds to 0, the value is -800.
 *
 * @throws RangeError when shapes do not fit or a label is neither 0 nor 1. NaN in the inputs gives NaN.
 * @example
 * logLikelihood({ weights: Float64Array.of(0), bias: 0 }, Matrix.column([1, 2]), [0, 1]) // => -1.3862943611
 * logLikelihood({ weights: Float64Array.of(-800), bias: 0 }, Matrix.column([1]), [1]) // => -800
 *
 * Source: Hastie, Tibshirani, Friedman, "The elements of statistical learning", 2nd edition, 2009, section 4.4.1.
 */
export function logLikelihood(neuron: LinearNeuron, inputs: Matrix, targets: Targets): number {
  const labels = labelsOf('logLikelihood', neuron, inputs, targets);
  let sum = 0;
  for (let i = 0; i < inputs.rows; i++) sum += logProbability(netInput(neuron, inputs.row(i)), labels[i]!);
  return sum;
}

/**
 * dl/dw = X^T (y - p), dl/db = sum (y - p).
 *
 * Computed as: y - p is sigma(-z) for y = 1 and -sigma(z) for y = 0, which keeps its digits where p rounds to 1.
 *
 * @example
 * logLikelihoodGradient({ weights: Float64Array.of(0), bias: 0 }, Matrix.column([1, 2]), [0, 1]).weights // => [0.5]
 */
export function logLikelihoodGradient(neuron: LinearNeuron, inputs: Matrix, targets: Targets): LinearNeuron {
  const labels = labelsOf('logLikelihoodGradient', neuron, inputs, targets);
  const weights = new Float64Array(inputs.columns);
  let bias = 0;
  for (let i = 0; i < inputs.rows; i++) {
    const x = inputs.row(i);
    const residual = labelResidual(netInput(neuron, x), labels[i]!);
    for (let j = 0; j < x.length; j++) weights[j]! += residual * x[j]!;
    bias += residual;
  }
  return { weights, bias };
}

/**
 * -sum p (1 - p) (x, 1) (x, 1)^T: all second derivatives, the bias last. The labels do not enter.
 *
 * @example
 * logLikelihoodHessian({ weights: Float64Array.of(0), bias: 0 }, Matrix.column([1, 3]), [0, 1]).toRows() // => [[-2.5, -1], [-1, -0.5]]
 */
export function logLikelihoodHessian(neuron: LinearNeuron, inputs: Matrix, targets: Targets): Matrix {
  labelsOf('logLikelihoodHessian', neuron, inputs, targets);
  const size = inputs.columns + 1;
  const hessian = new Matrix(size, size);
  for (let i = 0; i < inputs.rows; i++) {
    const x = extended(inputs.row(i), 1);
    const curvature = sigmoidDerivative(netInput(neuron, x));
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < size; k++) hessian.data[j * size + k]! -= curvature * (x[j]! * x[k]!);
    }
  }
  return hessian;
}

function labelsOf(where: string, neuron: LinearNeuron, inputs: Matrix, targets: Targets): Float64Array {
  requireSamples(where, inputs);
  requireNeuron(where, neuron, inputs.columns);
  return requireTargets(where, targets, inputs.rows, binaryLabels);
}

export const logLikelihoodFormula: Likelihood = Object.freeze({
  kind: 'likelihood',
  name: 'logLikelihood',
  value: logLikelihood,
  gradient: logLikelihoodGradient,
  hessian: logLikelihoodHessian,
  curvature: 'concave',
  tex: {
    value: '\\ell(w, b) = \\sum_i y_i \\log \\sigma(z_i) + (1 - y_i) \\log (1 - \\sigma(z_i))',
    derivative:
      '\\partial \\ell / \\partial w = X^T (y - p), \\quad \\partial \\ell / \\partial b = \\sum_i (y_i - p_i), \\quad \\nabla^2 \\ell = -X^T \\operatorname{diag}(p (1 - p))\\, X',
  },
  sources: [
    {
      author: 'T. Hastie, R. Tibshirani, J. Friedman',
      title: 'The elements of statistical learning',
      year: 2009,
      where: '2nd edition, section 4.4.1',
    },
  ],
});
