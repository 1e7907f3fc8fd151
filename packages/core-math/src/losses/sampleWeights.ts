import type { Matrix } from '../matrix/matrix.js';
import { classOfRow } from '../metrics/classes.js';

/**
 * w_i = the weight of the class of sample i
 *
 * Class weights: how much each sample counts in {@link meanLoss} or {@link sumLoss}, from how much its class shall count.
 *
 * $$ w_i = \omega_{k_i}, \qquad \text{balanced: } \omega_k = \frac{n}{C\, n_k} $$
 * with $k_i$ the class of sample i and $n_k$ the number of samples of class k. Balanced weights make every class weigh the same in
 * all, $n_k \omega_k = \frac{n}{C}$, and have mean 1. A class without a sample needs no weight.
 *
 * @example
 * sampleWeights(Matrix.column([0, 0, 0, 1]), 'balanced') // => [0.6666666666666666, 0.6666666666666666, 0.6666666666666666, 2]
 * sampleWeights(Matrix.fromRows([[1, 0], [0, 1]]), [1, 5]) // => [1, 5]
 *
 * @throws RangeError for an empty batch, targets that name no class, a class without a weight, a weight below 0.
 *
 * Source: King, Zeng, "Logistic Regression in Rare Events Data", 2001, section 4.2.
 */
export function sampleWeights(targets: Matrix, classWeights: ArrayLike<number> | 'balanced'): Float64Array {
  const classes = Uint32Array.from({ length: targets.rows }, (_, i) => classOfRow('sampleWeights', targets, i));
  if (classes.length === 0) {
    throw new RangeError(
      `sampleWeights: expected at least one row of targets, got ${targets.shape}. Pass the targets that are to be weighted.`,
    );
  }
  const weights = classWeights === 'balanced' ? balancedWeights(classes) : classWeights;
  return Float64Array.from(classes, (k) => {
    const weight = weights[k]!;
    if (!(weight >= 0 && weight < Infinity)) {
      throw new RangeError(
        `sampleWeights: expected a weight >= 0 for class ${k}, got ${weight} among ${weights.length}. Give one weight for each class.`,
      );
    }
    return weight;
  });
}

function balancedWeights(classes: Uint32Array): Float64Array {
  const counts = new Float64Array(classes.reduce((largest, k) => Math.max(largest, k), 0) + 1);
  for (const k of classes) counts[k]!++;
  const present = counts.filter((count) => count > 0).length;
  return counts.map((count) => classes.length / (present * count));
}

export const sampleWeightsFormula = Object.freeze({
  kind: 'target' as const,
  name: 'sampleWeights' as const,
  value: sampleWeights,
  tex: { value: String.raw`w_i = \omega_{k_i}, \quad \text{balanced: } \omega_k = \frac{n}{C\, n_k}` },
  sources: [
    {
      author: 'G. King, L. Zeng',
      title: 'Logistic Regression in Rare Events Data',
      year: 2001,
      where: 'Political Analysis 9(2), section 4.2',
    },
  ],
});
