import type { RowLoss } from '../formula.js';
import { restOfSum } from '../vectors/logSumExp.js';
import { indexOfLargest, requireEqualLengths } from './rows.js';

/**
 * sum_j y_j (log sum_k exp(z_k) - z_j), z logits
 *
 * Cross-entropy of p = softmax(z): what a network that chooses between C classes is trained with. The target row is
 * one-hot or any probabilities (soft or smoothed labels): numbers >= 0 with sum 1.
 *
 * $$ L(z, y) = -\sum_j y_j \log p_j, \quad p_j = \frac{e^{z_j}}{\sum_k e^{z_k}}, \qquad \frac{\partial L}{\partial z_j} = p_j - y_j $$
 * Derivation: $-\log p_j = \operatorname{lse}(z) - z_j$ with $\operatorname{lse}(z) = \log\sum_k e^{z_k}$, so
 * $L = \operatorname{lse}(z) - \sum_j y_j z_j$, as $\sum_j y_j = 1$. And $\frac{\partial}{\partial z_j} \operatorname{lse}(z) = \frac{e^{z_j}}{\sum_k e^{z_k}} = p_j$.
 *
 * Computed as sum_j y_j ((m - z_j) + log1p(r)), m the largest logit and r = sum of exp(z_k - m) over the others: no
 * exponent is positive, so nothing overflows; no term is negative, so nothing cancels; and log1p keeps the cost of a
 * confident right answer (4.2e-18 for z = (40, 0)), which log(1 + r) loses.
 * Where y_j = 1 the gradient is -(sum of the other exponentials) / (1 + r), which p_j - 1 would round to 0.
 * Accuracy: 2 ulp where the differences z_k - m are doubles. Where they are rounded, exp makes half an ulp of a difference d
 * a relative error, so that all is exact to d + 4 ulp. p_j - y_j for 0 < y_j < 1 has absolute accuracy, a few 1e-16.
 * A logit of -Infinity is a class that is ruled out: p_j = 0. One of Infinity gives NaN.
 *
 * @example
 * softmaxCrossEntropy(Float64Array.of(2, 1, 0.1), Float64Array.of(1, 0, 0)) // => 0.41703001627783
 * softmaxCrossEntropyGradient(Float64Array.of(0, 0), Float64Array.of(1, 0)) // => [-0.5, 0.5]
 *
 * @throws RangeError when the lengths differ.
 *
 * Source: Bridle, "Probabilistic Interpretation of Feedforward Classification Network Outputs", 1990; Bishop, "Pattern
 * Recognition and Machine Learning", 2006, equations 4.108 and 4.109.
 */
export function softmaxCrossEntropy(row: Float64Array, target: Float64Array): number {
  requireEqualLengths('softmaxCrossEntropy', row, target);
  const m = row[indexOfLargest(row)]!;
  const logSum = Math.log1p(restOfSum(row, m));
  let cost = 0;
  for (let j = 0; j < row.length; j++) {
    // 0 * Infinity is NaN, and a class that is ruled out and not wanted costs nothing.
    if (target[j] !== 0) cost += target[j]! * (m - row[j]! + logSum);
  }
  return cost;
}

/** p - y: see {@link softmaxCrossEntropy}. */
export function softmaxCrossEntropyGradient(
  row: Float64Array,
  target: Float64Array,
  into: Float64Array = new Float64Array(row.length),
): Float64Array {
  requireEqualLengths('softmaxCrossEntropyGradient', row, target, into);
  const top = indexOfLargest(row);
  const r = exponentials(row, top, into);
  for (let j = 0; j < row.length; j++) {
    const y = target[j]!;
    into[j] = y === 1 ? minusOthers(into[j]!, r, j === top) : into[j]! / (1 + r) - y;
  }
  return into;
}

/** Writes exp(z_k - m) into `into`, which may be `row`, and returns the sum of all but that of the largest. */
export function exponentials(row: Float64Array, top: number, into: Float64Array): number {
  const m = row[top]!;
  // 0; NaN where m is not a number or infinite.
  let r = m - m;
  for (let k = 0; k < row.length; k++) {
    into[k] = Math.exp(row[k]! - m);
    if (k !== top) r += into[k]!;
  }
  return r;
}

/** p_j - 1 as minus the share of the others; `e` is exp(z_j - m). */
export function minusOthers(e: number, r: number, isTop: boolean): number {
  // Not the largest: the others hold the 1 of the largest, so 1 + r - e cannot cancel to less than 1.
  return 0 - (isTop ? r : 1 + r - e) / (1 + r);
}

export const softmaxCrossEntropyLoss: RowLoss = Object.freeze<RowLoss>({
  kind: 'rowLoss',
  name: 'softmaxCrossEntropy',
  value: softmaxCrossEntropy,
  gradient: softmaxCrossEntropyGradient,
  predictions: 'logits',
  targets: 'probabilities',
  convex: true,
  link: 'softmax',
  tex: {
    value: String.raw`\sum_j y_j \left(\log\sum_k e^{z_k} - z_j\right)`,
    derivative: String.raw`\operatorname{softmax}(z)_j - y_j`,
  },
  sources: [
    {
      author: 'J. S. Bridle',
      title: 'Probabilistic Interpretation of Feedforward Classification Network Outputs',
      year: 1990,
      where: 'Neurocomputing, NATO ASI Series F68',
    },
    {
      author: 'C. M. Bishop',
      title: 'Pattern Recognition and Machine Learning',
      year: 2006,
      where: 'equations 4.108 and 4.109',
    },
  ],
});
