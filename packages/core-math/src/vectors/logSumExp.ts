import type { VectorFunction } from '../formula.js';
import { Matrix } from '../matrix/matrix.js';
import { requireEntries, requireSameLength } from './requirements.js';
import { softmax } from './softmax.js';

/**
 * logSumExp(x) = log of the sum over i of e^(x_i)
 *
 * A smooth maximum: never below the largest entry, at most log n above it. What a softmax divides by, as a logarithm.
 *
 * $$l = \log \sum_j e^{x_j}, \qquad \frac{\partial l}{\partial x_i} = \frac{e^{x_i}}{\sum_j e^{x_j}} = p_i$$
 * 1. The logarithm: $\partial l / \partial x_i = \frac{1}{s}\,\partial s / \partial x_i$ with $s = \sum_j e^{x_j}$.
 * 2. $\partial s / \partial x_i = e^{x_i}$, so that the gradient is the softmax.
 *
 * Computed as: $s = e^m (1 + r)$ with m the largest entry and r the sum of e^(x_j - m) over all others, hence
 * l = m + log1p(r): nothing overflows, and a small r keeps its digits.
 *
 * One Infinity makes it Infinity; all entries at -Infinity make it -Infinity. NaN anywhere makes it NaN.
 *
 * @throws RangeError for an empty vector.
 * @example
 * logSumExp(Float64Array.of(0, 0)) // => 0.69314718
 * logSumExp(Float64Array.of(1000, 999)) // => 1000.31326169
 *
 * Source: Blanchard, Higham, Higham, "Accurately computing the log-sum-exp and softmax functions", 2021.
 */
export function logSumExp(x: Float64Array): number {
  requireEntries('logSumExp', x);
  const { largest, rest } = largestAndRest(x);
  // An infinite largest entry decides alone, unless there is a NaN.
  return Number.isNaN(rest) ? rest : largest + Math.log1p(rest);
}

/** The largest entry m, and the sum of e^(x_j - m) over all entries but one that is largest. */
export function largestAndRest(x: Float64Array): { largest: number; rest: number } {
  let largest = -Infinity;
  let at = 0;
  for (let i = 0; i < x.length; i++) {
    if (x[i]! > largest) {
      largest = x[i]!;
      at = i;
    }
  }
  let rest = Number.isNaN(x[at]!) ? Number.NaN : 0;
  for (let i = 0; i < x.length; i++) if (i !== at) rest += x[i] === largest ? 1 : Math.exp(x[i]! - largest);
  return { largest, rest };
}

/** g softmax(x), where g is the one entry of the output gradient: see {@link logSumExp}. */
export function logSumExpBackward(x: Float64Array, outputGradient: Float64Array, into?: Float64Array): Float64Array {
  if (outputGradient.length !== 1) {
    throw new RangeError(
      `logSumExpBackward: expected an output gradient of 1 entry, got ${outputGradient.length}. The value is one number.`,
    );
  }
  const g = outputGradient[0]!;
  const p = softmax(x, into);
  for (let i = 0; i < p.length; i++) p[i]! *= g;
  return p;
}

/** J_1j = p_j: one row, the softmax. */
export function logSumExpJacobian(x: Float64Array): Matrix {
  return new Matrix(1, x.length, softmax(x));
}

function asVector(x: Float64Array, into: Float64Array = new Float64Array(1)): Float64Array {
  requireSameLength('logSumExp', 'into', into, Float64Array.of(0));
  into[0] = logSumExp(x);
  return into;
}

export const logSumExpFunction: VectorFunction = Object.freeze({
  kind: 'vectorFunction',
  name: 'logSumExp',
  value: asVector,
  backward: logSumExpBackward,
  jacobian: logSumExpJacobian,
  tex: {
    value: '\\log \\sum_j e^{x_j}',
    derivative: '\\frac{\\partial l}{\\partial x_i} = p_i = \\frac{e^{x_i}}{\\sum_j e^{x_j}}',
  },
  sources: [
    {
      author: 'Blanchard, Higham, Higham',
      title: 'Accurately computing the log-sum-exp and softmax functions',
      year: 2021,
    },
  ],
});
