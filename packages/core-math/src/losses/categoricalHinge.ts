import type { RowLoss } from '../formula.js';
import { indexOfLargest, requireEqualLengths } from './rows.js';

/**
 * max(0, 1 + max_{j != k} s_j - s_k), s scores and k the right class
 *
 * The support vector machine for C classes: a row costs nothing once the right score leads every other by a margin of 1.
 *
 * $$ L(s, y) = \max\left(0,\; 1 + \max_{j \ne k} s_j - s_k\right), \qquad \frac{\partial L}{\partial s_j} = [L > 0] \left([j = r] - [j = k]\right) $$
 * with $r$ the strongest wrong class. Derivation: where the loss is positive it is $1 + s_r - s_k$, a straight function
 * of two entries, with slopes 1 and $-1$; where the margin is kept it is the constant 0.
 *
 * At the kinks: with the margin just kept the gradient is 0; when several wrong classes are equally strong, the first
 * of them takes the slope 1. {@link categoricalHingeKinkDistance} says how far away the nearest kink is.
 * Where the margin is nearly kept 1 + s_r - s_k cancels: the accuracy is absolute, an ulp of the largest score.
 * Keras takes max_j (1 - y_j) s_j, which counts the right class as a wrong one of score 0: the two agree wherever some
 * wrong score is >= 0. Here it is the margin of Crammer and Singer, unchanged when all scores move by the same amount.
 *
 * @example
 * categoricalHinge(Float64Array.of(2, 1.5, 0), Float64Array.of(1, 0, 0)) // => 0.5
 * categoricalHingeGradient(Float64Array.of(2, 1.5, 0), Float64Array.of(1, 0, 0)) // => [-1, 1, 0]
 *
 * @throws RangeError when the lengths differ or the target is not one-hot.
 *
 * Source: Crammer, Singer, "On the Algorithmic Implementation of Multiclass Kernel-based Vector Machines", 2001.
 */
export function categoricalHinge(row: Float64Array, target: Float64Array): number {
  const k = hotIndex('categoricalHinge', row, target);
  const r = strongestWrong(row, k);
  return Math.max(0, r < 0 ? row[k]! - row[k]! : 1 + row[r]! - row[k]!);
}

/** [L > 0] ([j = r] - [j = k]): see {@link categoricalHinge}. */
export function categoricalHingeGradient(
  row: Float64Array,
  target: Float64Array,
  into: Float64Array = new Float64Array(row.length),
): Float64Array {
  const k = hotIndex('categoricalHingeGradient', row, target, into);
  const r = strongestWrong(row, k);
  const loss = categoricalHinge(row, target);
  into.fill(Number.isNaN(loss) ? NaN : 0);
  if (loss > 0) {
    into[r] = 1;
    into[k] = -1;
  }
  return into;
}

/** How far, in the largest norm, the row lies from the nearest point where the gradient of {@link categoricalHinge} jumps. */
export function categoricalHingeKinkDistance(row: Float64Array, target: Float64Array): number {
  const k = hotIndex('categoricalHingeKinkDistance', row, target);
  const r = strongestWrong(row, k);
  if (r < 0) return Infinity;
  const margin = 1 + row[r]! - row[k]!;
  let distance = Math.abs(margin) / 2;
  // Two moves by d change a difference of two scores by 2d.
  if (margin > 0)
    for (let j = 0; j < row.length; j++) if (j !== r && j !== k) distance = Math.min(distance, (row[r]! - row[j]!) / 2);
  return distance;
}

/** The first largest entry other than k; a NaN counts as largest; -1 when there is no other. */
function strongestWrong(row: Float64Array, k: number): number {
  let r = -1;
  for (let j = 0; j < row.length; j++) {
    if (j !== k && (r < 0 || row[j]! > row[r]! || Number.isNaN(row[j]!))) r = j;
  }
  return r;
}

function hotIndex(name: string, row: Float64Array, target: Float64Array, into?: Float64Array): number {
  requireEqualLengths(name, row, target, into);
  const k = indexOfLargest(target);
  for (let j = 0; j < target.length; j++) {
    if (target[j] !== (j === k ? 1 : 0)) {
      throw new RangeError(
        `${name}: expected a one-hot target, a single 1 among zeros, got [${Array.from(target).join(', ')}]. Encode the labels one-hot; soft labels go with softmaxCrossEntropy.`,
      );
    }
  }
  return k;
}

export const categoricalHingeLoss: RowLoss = Object.freeze<RowLoss>({
  kind: 'rowLoss',
  name: 'categoricalHinge',
  value: categoricalHinge,
  gradient: categoricalHingeGradient,
  kinkDistance: categoricalHingeKinkDistance,
  predictions: 'vector',
  targets: 'oneHot',
  convex: true,
  tex: {
    value: String.raw`\max\left(0,\; 1 + \max_{j \ne k} s_j - s_k\right)`,
    derivative: String.raw`[L > 0] \left([j = r] - [j = k]\right),\; r = \operatorname{argmax}_{j \ne k} s_j`,
  },
  sources: [
    {
      author: 'K. Crammer, Y. Singer',
      title: 'On the Algorithmic Implementation of Multiclass Kernel-based Vector Machines',
      year: 2001,
      where: 'Journal of Machine Learning Research 2',
    },
  ],
});
