import type { RowLoss } from '../formula.js';
import { probability, requireEqualLengths } from './rows.js';

/**
 * sum_j y_j log(y_j / p_j), p and y probabilities
 *
 * How many nats are lost when the distribution y is described by p: cross-entropy minus the entropy of the target, so
 * that a perfect prediction costs 0.
 *
 * $$ L(p, y) = \sum_j y_j \log\frac{y_j}{p_j}, \qquad \frac{\partial L}{\partial p_j} = -\frac{y_j}{p_j} $$
 * Derivation: $y_j \log\frac{y_j}{p_j} = y_j \log y_j - y_j \log p_j$; the first part does not depend on $p$, the slope of the second is
 * $-\frac{y_j}{p_j}$. The gradient is that of {@link categoricalCrossEntropy}.
 *
 * Computed with 0 log 0 = 0, nothing clipped (Keras clips at 1e-7): y_j > 0 with p_j = 0 costs Infinity. Terms of both
 * signs cancel when p is near y, where the divergence goes to 0 like a square: there the value has absolute, not relative
 * accuracy: 2e-16 times the number of classes. Only of rows that both sum to 1 is it >= 0. For p_j < 0: NaN, in both.
 *
 * @example
 * kullbackLeibler(Float64Array.of(0.5, 0.5), Float64Array.of(1, 0)) // => 0.6931471805599453
 * kullbackLeibler(Float64Array.of(0.5, 0.5), Float64Array.of(0.5, 0.5)) // => 0
 * kullbackLeiblerGradient(Float64Array.of(0.25, 0.75), Float64Array.of(1, 0)) // => [-4, 0]
 *
 * @throws RangeError when the lengths differ.
 *
 * Source: Kullback, Leibler, "On Information and Sufficiency", 1951.
 */
export function kullbackLeibler(row: Float64Array, target: Float64Array): number {
  requireEqualLengths('kullbackLeibler', row, target);
  let cost = 0;
  for (let j = 0; j < row.length; j++) {
    const p = probability(row[j]!);
    const y = target[j]!;
    const ratio = y / p;
    // 0 * p is 0, or NaN for a p that is no probability; y / p overflows for a p below 1e-308, where the two logarithms do not.
    if (y === 0) cost += 0 * p;
    else cost += y * (ratio === Infinity ? Math.log(y) - Math.log(p) : Math.log(ratio));
  }
  return cost;
}

/** -y_j / p_j: see {@link kullbackLeibler}. */
export function kullbackLeiblerGradient(
  row: Float64Array,
  target: Float64Array,
  into: Float64Array = new Float64Array(row.length),
): Float64Array {
  requireEqualLengths('kullbackLeiblerGradient', row, target, into);
  for (let j = 0; j < row.length; j++) {
    into[j] = row[j] === 0 && target[j] === 0 ? 0 : 0 - target[j]! / probability(row[j]!);
  }
  return into;
}

export const kullbackLeiblerLoss: RowLoss = Object.freeze<RowLoss>({
  kind: 'rowLoss',
  name: 'kullbackLeibler',
  value: kullbackLeibler,
  gradient: kullbackLeiblerGradient,
  predictions: 'probabilities',
  targets: 'probabilities',
  convex: true,
  tex: { value: String.raw`\sum_j y_j \log\frac{y_j}{p_j}`, derivative: String.raw`-\frac{y_j}{p_j}` },
  sources: [
    {
      author: 'S. Kullback, R. A. Leibler',
      title: 'On Information and Sufficiency',
      year: 1951,
      where: 'Annals of Mathematical Statistics 22(1)',
    },
  ],
});
