import type { VectorFunction } from '../formula.js';
import { Matrix } from '../matrix/matrix.js';
import { requireEntries, requireSameLength } from './requirements.js';

/**
 * softmax(x)_i = e^(x_i) / sum over j of e^(x_j)
 *
 * Turns any numbers into probabilities that sum to 1 and keep their order: the output of a classifier.
 *
 * $$p_i = \frac{e^{x_i}}{\sum_j e^{x_j}}, \qquad \frac{\partial p_i}{\partial x_j} = p_i\,(\delta_{ij} - p_j)$$
 * 1. Write $p_i = e^{x_i} / s$ with $s = \sum_k e^{x_k}$, so that $\partial s / \partial x_j = e^{x_j}$.
 * 2. Quotient rule: $\partial p_i / \partial x_j = \delta_{ij} e^{x_i} / s - e^{x_i} e^{x_j} / s^2$.
 * 3. That is $p_i \delta_{ij} - p_i p_j$. A gradient g goes back as $(J^T g)_i = p_i\,(g_i - \sum_j g_j p_j)$.
 *
 * Computed as: e^(x_i - m) with m the largest entry. Numerator and denominator are both divided by e^m: the value is the
 * same, no exponential overflows, and one of them is 1, so that the sum is never 0.
 *
 * Entries at Infinity share all the probability, entries at -Infinity get none. NaN anywhere makes every entry NaN.
 * `into` may be `x` itself.
 *
 * @throws RangeError for an empty vector, or when `into` has another length.
 * @example
 * softmax(Float64Array.of(2, 1, 0.1)) // => [0.65900114, 0.24243297, 0.09856589]
 * softmax(Float64Array.of(1000, 1000)) // => [0.5, 0.5]
 *
 * Source: Bridle, "Probabilistic interpretation of feedforward classification network outputs", 1990.
 */
export function softmax(x: Float64Array, into: Float64Array = new Float64Array(x.length)): Float64Array {
  requireEntries('softmax', x);
  requireSameLength('softmax', 'into', into, x);
  let largest = -Infinity;
  for (let i = 0; i < x.length; i++) if (x[i]! > largest) largest = x[i]!;
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    // Infinity - Infinity would be NaN: an entry that equals the largest is e^0.
    const e = x[i] === largest ? 1 : Math.exp(x[i]! - largest);
    into[i] = e;
    sum += e;
  }
  for (let i = 0; i < x.length; i++) into[i]! /= sum;
  return into;
}

/** (J^T g)_i = p_i (g_i - sum over j of g_j p_j), with p = softmax(x): see {@link softmax}. */
export function softmaxBackward(x: Float64Array, outputGradient: Float64Array, into?: Float64Array): Float64Array {
  return softmaxBackwardFromValue(softmax(x), outputGradient, into);
}

/** The same from the *output* p = softmax(x). `into` may be `p` or the gradient itself. */
export function softmaxBackwardFromValue(
  p: Float64Array,
  outputGradient: Float64Array,
  into: Float64Array = new Float64Array(p.length),
): Float64Array {
  requireSameLength('softmaxBackward', 'the output gradient', outputGradient, p);
  requireSameLength('softmaxBackward', 'into', into, p);
  let mean = 0;
  for (let i = 0; i < p.length; i++) mean += outputGradient[i]! * p[i]!;
  for (let i = 0; i < p.length; i++) into[i] = p[i]! * (outputGradient[i]! - mean);
  return into;
}

/** J_ij = p_i (delta_ij - p_j), the whole matrix: for teaching and tests. */
export function softmaxJacobian(x: Float64Array): Matrix {
  const p = softmax(x);
  return Matrix.generate(p.length, p.length, (i, j) => p[i]! * ((i === j ? 1 : 0) - p[j]!));
}

export const softmaxFunction: VectorFunction = Object.freeze({
  kind: 'vectorFunction',
  name: 'softmax',
  value: softmax,
  backward: softmaxBackward,
  backwardFromValue: softmaxBackwardFromValue,
  jacobian: softmaxJacobian,
  tex: {
    value: 'p_i = \\frac{e^{x_i}}{\\sum_j e^{x_j}}',
    derivative: '\\frac{\\partial p_i}{\\partial x_j} = p_i\\,(\\delta_{ij} - p_j)',
  },
  sources: [
    {
      author: 'Bridle',
      title: 'Probabilistic interpretation of feedforward classification network outputs',
      year: 1990,
    },
  ],
});
