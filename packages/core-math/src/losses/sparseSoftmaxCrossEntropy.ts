import type { RowLoss } from '../formula.js';
import { restOfSum } from '../vectors/logSumExp.js';
import { indexOfLargest, requireClass } from './rows.js';
import { exponentials, minusOthers } from './softmaxCrossEntropy.js';

/**
 * log sum_j exp(z_j) - z_k, z logits and k the index of the right class
 *
 * {@link softmaxCrossEntropy} for labels that are whole numbers 0 .. C - 1: no one-hot rows are made.
 *
 * $$ L(z, k) = \log\sum_j e^{z_j} - z_k, \qquad \frac{\partial L}{\partial z_j} = p_j - [j = k], \quad p = \operatorname{softmax}(z) $$
 * Derivation: in $\sum_j y_j (\operatorname{lse}(z) - z_j)$ a one-hot $y$ leaves the term of $j = k$, and $p_j - y_j$ is
 * $p_j - 1$ there and $p_j$ elsewhere.
 *
 * Computed as (m - z_k) + log1p(r), and p_k - 1 as minus the share of the others: the algebra, the accuracy and the
 * infinite logits are those of {@link softmaxCrossEntropy}.
 *
 * @example
 * sparseSoftmaxCrossEntropy(Float64Array.of(2, 1, 0.1), Float64Array.of(0)) // => 0.41703001627783
 * sparseSoftmaxCrossEntropyGradient(Float64Array.of(0, 0), Float64Array.of(1)) // => [0.5, -0.5]
 * sparseSoftmaxCrossEntropy(Float64Array.of(0, 0), Float64Array.of(2)) // => throws RangeError
 *
 * @throws RangeError when the target is not one whole number in 0 .. C - 1.
 *
 * Source: Bishop, "Pattern Recognition and Machine Learning", 2006, equations 4.108 and 4.109.
 */
export function sparseSoftmaxCrossEntropy(row: Float64Array, target: Float64Array): number {
  const k = requireClass('sparseSoftmaxCrossEntropy', row, target);
  const m = row[indexOfLargest(row)]!;
  return m - row[k]! + Math.log1p(restOfSum(row, m));
}

/** softmax(z)_j - [j = k]: see {@link sparseSoftmaxCrossEntropy}. */
export function sparseSoftmaxCrossEntropyGradient(
  row: Float64Array,
  target: Float64Array,
  into: Float64Array = new Float64Array(row.length),
): Float64Array {
  const k = requireClass('sparseSoftmaxCrossEntropyGradient', row, target, into);
  const top = indexOfLargest(row);
  const r = exponentials(row, top, into);
  const atClass = minusOthers(into[k]!, r, k === top);
  for (let j = 0; j < into.length; j++) into[j] = into[j]! / (1 + r);
  into[k] = atClass;
  return into;
}

export const sparseSoftmaxCrossEntropyLoss: RowLoss = Object.freeze<RowLoss>({
  kind: 'rowLoss',
  name: 'sparseSoftmaxCrossEntropy',
  value: sparseSoftmaxCrossEntropy,
  gradient: sparseSoftmaxCrossEntropyGradient,
  predictions: 'logits',
  targets: 'classIndex',
  convex: true,
  link: 'softmax',
  tex: {
    value: String.raw`\log\sum_j e^{z_j} - z_k`,
    derivative: String.raw`\operatorname{softmax}(z)_j - [j = k]`,
  },
  sources: [
    {
      author: 'C. M. Bishop',
      title: 'Pattern Recognition and Machine Learning',
      year: 2006,
      where: 'equations 4.108 and 4.109',
    },
  ],
});
