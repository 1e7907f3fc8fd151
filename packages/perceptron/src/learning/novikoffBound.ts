import type { Matrix } from '@handgrad/core-math';
import { euclideanLength, extended } from '../algebra/euclideanLength.js';
import type { LinearNeuron, MistakeBound, Targets } from '../contracts.js';
import { netInput } from '../neurons/netInput.js';
import { requireInputs, requireNeuron, requireTargets, signLabels } from '../requirements.js';

/**
 * gamma = min y (w . x + b) / sqrt(|w|^2 + b^2): how far the nearest sample is on its own side.
 *
 * The margin of the samples (x, 1) with the bias as one more weight, which is the form that the perceptron rule works in.
 * Negative when some sample lies on the wrong side.
 *
 * @throws RangeError for data that do not fit, or for a neuron that is zero.
 * @example
 * marginOf(Matrix.fromRows([[3], [-3]]), [1, -1], { weights: Float64Array.of(2), bias: 0 }) // => 3
 */
export function marginOf(inputs: Matrix, labels: Targets, separator: LinearNeuron): number {
  requireInputs('marginOf', inputs);
  requireNeuron('marginOf', separator, inputs.columns);
  const targets = requireTargets('marginOf', labels, inputs.rows, signLabels);
  const length = euclideanLength(extended(separator.weights, separator.bias));
  if (!(length > 0 && length < Infinity)) {
    throw new RangeError(
      `marginOf: expected a separator other than zero and finite, got length ${length}. Fit one first.`,
    );
  }
  let margin = Infinity;
  for (let i = 0; i < inputs.rows; i++) {
    margin = Math.min(margin, (targets[i]! * netInput(separator, inputs.row(i))) / length);
  }
  return margin;
}

/**
 * (R / gamma)^2: the perceptron rule makes no more mistakes than this on separable data.
 *
 * R is the length of the longest sample (x, 1), gamma the margin of any neuron that separates. The bound knows neither
 * the number of samples, nor their dimension, nor the learning rate, nor the order.
 *
 * $$M \le \left(\frac{R}{\gamma}\right)^2, \quad R = \max_i \sqrt{\lVert x_i \rVert^2 + 1}, \quad
 * \gamma = \min_i \frac{y_i (u \cdot x_i + c)}{\lVert (u, c) \rVert}$$
 *
 * Proof, with v = (w, b) / eta, samples a = (x, 1) and the unit separator s: each mistake adds y a to v.
 * 1. v . s grows by y a . s >= gamma, so after M mistakes v . s >= M gamma.
 * 2. |v|^2 grows by 2 y v . a + |a|^2 <= R^2, since y v . a <= 0 at a mistake: so |v|^2 <= M R^2.
 * 3. M gamma <= v . s <= |v| <= sqrt(M) R, hence M <= (R / gamma)^2.
 *
 * @throws RangeError when the separator does not separate the data.
 * @example
 * novikoffBound(Matrix.fromRows([[3], [-3]]), [1, -1], { weights: Float64Array.of(1), bias: 0 }) // => 1.1111111111
 *
 * Source: Novikoff, "On convergence proofs for perceptrons", 1962.
 */
export function novikoffBound(inputs: Matrix, labels: Targets, separator: LinearNeuron): number {
  const margin = marginOf(inputs, labels, separator);
  if (!(margin > 0)) {
    throw new RangeError(
      `novikoffBound: expected a separator with margin > 0, got ${margin}. The theorem speaks of separable data: pass a neuron that classifies every sample.`,
    );
  }
  let longest = 0;
  for (let i = 0; i < inputs.rows; i++) longest = Math.max(longest, euclideanLength(extended(inputs.row(i), 1)));
  return (longest / margin) ** 2;
}

export const novikoffBoundFormula: MistakeBound = Object.freeze({
  kind: 'theorem',
  name: 'novikoffBound',
  value: novikoffBound,
  tex: {
    value:
      'M \\le (R / \\gamma)^2,\\; R = \\max_i \\lVert (x_i, 1) \\rVert,\\; \\gamma = \\min_i y_i (u \\cdot x_i + c) / \\lVert (u, c) \\rVert',
  },
  sources: [
    {
      author: 'A. B. J. Novikoff',
      title: 'On convergence proofs for perceptrons',
      year: 1962,
      where: 'Symposium on the Mathematical Theory of Automata',
    },
  ],
});
