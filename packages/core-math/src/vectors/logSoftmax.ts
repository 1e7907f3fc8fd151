import type { VectorFunction } from '../formula.js';
import { Matrix } from '../matrix/matrix.js';
import { largestAndRest } from './logSumExp.js';
import { requireEntries, requireSameLength } from './requirements.js';
import { softmax } from './softmax.js';

/**
 * logSoftmax(x)_i = x_i - log of the sum over j of e^(x_j)
 *
 * The logarithms of the softmax probabilities, without ever taking the logarithm of a number that rounded to 0 or 1.
 *
 * $$y_i = x_i - \log \sum_j e^{x_j}, \qquad \frac{\partial y_i}{\partial x_j} = \delta_{ij} - p_j$$
 * 1. $\log p_i = \log e^{x_i} - \log \sum_j e^{x_j}$.
 * 2. The gradient of the second term is the softmax p (see `logSumExp`), that of the first is $\delta_{ij}$.
 * 3. A gradient g goes back as $(J^T g)_j = g_j - p_j \sum_i g_i$.
 *
 * Computed as: (x_i - m) - log1p(r), with m the largest entry and r the sum of e^(x_j - m) over the others. The logarithm of
 * a probability near 1 is about -r and keeps its digits, where log(softmax) would round to 0.
 *
 * Entries at -Infinity stay there. An entry at Infinity gets 0 when it is the only one. NaN anywhere makes every entry NaN.
 * `into` may be `x` itself.
 *
 * @throws RangeError for an empty vector, or when `into` has another length.
 * @example
 * logSoftmax(Float64Array.of(0, 0)) // => [-0.69314718, -0.69314718]
 * logSoftmax(Float64Array.of(40, 0)) // => [-4.248354255e-18, -40]
 *
 * Source: Blanchard, Higham, Higham, "Accurately computing the log-sum-exp and softmax functions", 2021.
 */
export function logSoftmax(x: Float64Array, into: Float64Array = new Float64Array(x.length)): Float64Array {
  requireEntries('logSoftmax', x);
  requireSameLength('logSoftmax', 'into', into, x);
  const { largest, rest } = largestAndRest(x);
  const shift = Math.log1p(rest);
  // Infinity - Infinity would be NaN: an entry that equals the largest is 0 above it.
  for (let i = 0; i < x.length; i++) into[i] = (x[i] === largest ? 0 : x[i]! - largest) - shift;
  return into;
}

/** (J^T g)_j = g_j - p_j sum over i of g_i, with p = softmax(x): see {@link logSoftmax}. */
export function logSoftmaxBackward(x: Float64Array, outputGradient: Float64Array, into?: Float64Array): Float64Array {
  return backwardFrom(softmax(x), outputGradient, into);
}

/** The same from the *output* y = logSoftmax(x), whose exponentials are the probabilities. */
export function logSoftmaxBackwardFromValue(
  y: Float64Array,
  outputGradient: Float64Array,
  into?: Float64Array,
): Float64Array {
  return backwardFrom(y.map(Math.exp), outputGradient, into);
}

function backwardFrom(
  p: Float64Array,
  outputGradient: Float64Array,
  into: Float64Array = new Float64Array(p.length),
): Float64Array {
  requireSameLength('logSoftmaxBackward', 'the output gradient', outputGradient, p);
  requireSameLength('logSoftmaxBackward', 'into', into, p);
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += outputGradient[i]!;
  for (let i = 0; i < p.length; i++) into[i] = outputGradient[i]! - p[i]! * sum;
  return into;
}

/** J_ij = delta_ij - p_j, the whole matrix: for teaching and tests. */
export function logSoftmaxJacobian(x: Float64Array): Matrix {
  const p = softmax(x);
  return Matrix.generate(p.length, p.length, (i, j) => (i === j ? 1 : 0) - p[j]!);
}

export const logSoftmaxFunction: VectorFunction = Object.freeze({
  kind: 'vectorFunction',
  name: 'logSoftmax',
  value: logSoftmax,
  backward: logSoftmaxBackward,
  backwardFromValue: logSoftmaxBackwardFromValue,
  jacobian: logSoftmaxJacobian,
  tex: {
    value: 'x_i - \\log \\sum_j e^{x_j}',
    derivative: '\\frac{\\partial y_i}{\\partial x_j} = \\delta_{ij} - p_j',
  },
  sources: [
    {
      author: 'Blanchard, Higham, Higham',
      title: 'Accurately computing the log-sum-exp and softmax functions',
      year: 2021,
    },
  ],
});
