import type { VectorFunction } from '../formula.js';
import { Matrix } from '../matrix/matrix.js';
import { checkGradient, checkNotEmpty, largest, outputOf } from './rows.js';

/**
 * softmax(x)_i = e^(x_i) / sum_j e^(x_j)
 *
 * Turns scores (logits) into probabilities: positive, with sum 1. Output of a classifier of several classes.
 *
 * $$p_i = \frac{e^{x_i}}{\sum_j e^{x_j}}, \qquad \frac{\partial p_i}{\partial x_j} = p_i (\delta_{ij} - p_j)$$
 * 1. With $s = \sum_k e^{x_k}$, $\partial s / \partial x_j = e^{x_j} = s\,p_j$.
 * 2. Quotient rule: $\partial p_i / \partial x_j = (\delta_{ij} e^{x_i} s - e^{x_i} s\,p_j) / s^2 = p_i (\delta_{ij} - p_j)$.
 * 3. The Jacobian is $J = \operatorname{diag}(p) - p\,p^\top$, symmetric; hence
 *    $J^\top g = p \odot (g - (p \cdot g))$: {@link softmaxBackward} never builds it.
 *
 * Computed as: with x_i - max x in place of x_i, which changes nothing (numerator and denominator are divided by e^max)
 * and cannot overflow: the largest exponential is 1. Rounding x_i - max costs the tiny p_i a relative error of
 * |x_i - max| 1.1e-16.
 *
 * An entry -Infinity gets probability 0. Where Infinity or only -Infinity is given there is no limit: NaN. One NaN makes
 * all entries NaN.
 *
 * @throws RangeError for an empty vector, or an `into` of another length. `into` may be `x`.
 * @example
 * softmax(Float64Array.of(2, 1, 0.1)) // => [0.659001139, 0.242432971, 0.09856589]
 * softmax(Float64Array.of(1000, 1000)) // => [0.5, 0.5]
 *
 * @see logSoftmax for logarithms of these probabilities.
 * Source: Bridle, "Probabilistic interpretation of feedforward classification network outputs", 1990;
 * Goodfellow, Bengio, Courville, "Deep learning", 2016, sections 4.1 and 6.2.2.3.
 */
export function softmax(x: Float64Array, into?: Float64Array): Float64Array {
  checkNotEmpty('softmax', x);
  const p = outputOf('softmax', x.length, into);
  const shift = largest(x);
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    p[i] = Math.exp(x[i]! - shift);
    sum += p[i]!;
  }
  for (let i = 0; i < p.length; i++) p[i]! /= sum;
  return p;
}

/**
 * J^T g = p (g - p . g), from the input: the derivative of {@link softmax} against an output gradient g.
 *
 * @throws RangeError for an empty vector or lengths that differ. `into` may be `x` or `outputGradient`.
 */
export function softmaxBackward(x: Float64Array, outputGradient: Float64Array, into?: Float64Array): Float64Array {
  checkGradient('softmaxBackward', x, outputGradient);
  const gradient = outputOf('softmaxBackward', x.length, into);
  // The probabilities may stand where the result will, unless the output gradient still does.
  const p = gradient === outputGradient ? softmax(x) : softmax(x, gradient);
  return softmaxBackwardFromValue(p, outputGradient, gradient);
}

/** p (g - p . g) from the output p = softmax(x), which is enough: what a layer that keeps its output uses. */
export function softmaxBackwardFromValue(
  p: Float64Array,
  outputGradient: Float64Array,
  into?: Float64Array,
): Float64Array {
  checkGradient('softmaxBackwardFromValue', p, outputGradient);
  const gradient = outputOf('softmaxBackwardFromValue', p.length, into);
  let mean = 0;
  for (let i = 0; i < p.length; i++) mean += p[i]! * outputGradient[i]!;
  for (let i = 0; i < p.length; i++) gradient[i] = p[i]! * (outputGradient[i]! - mean);
  return gradient;
}

/** J = diag(p) - p p^T, whole: for teaching and tests. */
export function softmaxJacobian(x: Float64Array): Matrix {
  const p = softmax(x);
  return Matrix.generate(p.length, p.length, (i, j) => (i === j ? p[i]! * (1 - p[i]!) : -p[i]! * p[j]!));
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
    derivative: '\\frac{\\partial p_i}{\\partial x_j} = p_i (\\delta_{ij} - p_j)',
  },
  sources: [
    {
      author: 'Bridle',
      title: 'Probabilistic interpretation of feedforward classification network outputs',
      year: 1990,
    },
    { author: 'Goodfellow, Bengio, Courville', title: 'Deep learning', year: 2016, where: 'sections 4.1 and 6.2.2.3' },
  ],
});
