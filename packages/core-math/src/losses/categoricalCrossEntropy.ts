import type { RowLoss } from '../formula.js';
import { probability, requireEqualLengths } from './rows.js';

/**
 * -sum_j y_j log p_j, p probabilities
 *
 * The negative log-likelihood of a choice between C classes. The target row is one-hot or any probabilities.
 *
 * $$ L(p, y) = -\sum_j y_j \log p_j, \qquad \frac{\partial L}{\partial p_j} = -\frac{y_j}{p_j} $$
 * Derivation: each entry stands in one term, and $\frac{d}{dp_j} (-y_j \log p_j) = -\frac{y_j}{p_j}$. The entries are taken as free
 * numbers: that they sum to 1 is the business of the softmax before, through whose Jacobian the gradient becomes p - y.
 *
 * One logarithm, not the "log log" of some texts; no clipping: y_j > 0 with p_j = 0 costs Infinity, and y_j = 0 costs
 * nothing, even at p_j = 0 (0 log 0 = 0). The row is not rescaled to sum 1, as Keras does. For p_j < 0: NaN, in both.
 * From logits use {@link softmaxCrossEntropy}.
 *
 * @example
 * categoricalCrossEntropy(Float64Array.of(0.25, 0.75), Float64Array.of(1, 0)) // => 1.3862943611198906
 * categoricalCrossEntropyGradient(Float64Array.of(0.25, 0.75), Float64Array.of(1, 0)) // => [-4, 0]
 *
 * @throws RangeError when the lengths differ.
 *
 * Source: Bishop, "Pattern Recognition and Machine Learning", 2006, equation 4.108.
 */
export function categoricalCrossEntropy(row: Float64Array, target: Float64Array): number {
  requireEqualLengths('categoricalCrossEntropy', row, target);
  let cost = 0;
  for (let j = 0; j < row.length; j++) {
    if (row[j] !== 0 || target[j] !== 0) cost -= target[j]! * Math.log(probability(row[j]!));
  }
  return cost;
}

/** -y_j / p_j: see {@link categoricalCrossEntropy}. */
export function categoricalCrossEntropyGradient(
  row: Float64Array,
  target: Float64Array,
  into: Float64Array = new Float64Array(row.length),
): Float64Array {
  requireEqualLengths('categoricalCrossEntropyGradient', row, target, into);
  for (let j = 0; j < row.length; j++) {
    into[j] = row[j] === 0 && target[j] === 0 ? 0 : 0 - target[j]! / probability(row[j]!);
  }
  return into;
}

export const categoricalCrossEntropyLoss: RowLoss = Object.freeze<RowLoss>({
  kind: 'rowLoss',
  name: 'categoricalCrossEntropy',
  value: categoricalCrossEntropy,
  gradient: categoricalCrossEntropyGradient,
  predictions: 'probabilities',
  targets: 'probabilities',
  convex: true,
  tex: { value: String.raw`-\sum_j y_j \log p_j`, derivative: String.raw`-\frac{y_j}{p_j}` },
  sources: [
    { author: 'C. M. Bishop', title: 'Pattern Recognition and Machine Learning', year: 2006, where: 'equation 4.108' },
  ],
});
