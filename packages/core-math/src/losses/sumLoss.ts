import type { Loss, RowLoss } from '../formula.js';
import { Matrix } from '../matrix/matrix.js';
import { requireReducible, weightedGradient, weightedSum, type Reduction } from './reduction.js';

/**
 * sum_i L_i
 *
 * The loss of a batch as a likelihood has it: independent samples multiply, so their negative logarithms add. Over all
 * entries of a pointwise loss, over all rows of a row loss.
 *
 * $$ S = \sum_i L(p_i, y_i), \qquad \frac{\partial S}{\partial p_i} = \frac{\partial L}{\partial p_i}(p_i, y_i) $$
 * Derivation: $p_i$ stands in one term of the sum only. It is n times the mean of {@link meanLoss}, so a learning rate
 * that suits the mean is n times too large here.
 *
 * With weights, one a row: $\sum_i w_i L_i$.
 *
 * @example
 * sumLoss(losses.halfSquaredError, Matrix.fromRows([[1], [3]]), Matrix.fromRows([[0], [0]])) // => 5
 *
 * @throws RangeError for an empty batch, shapes that do not fit, targets or weights that are not allowed.
 *
 * Source: Bishop, "Pattern Recognition and Machine Learning", 2006, section 1.2.5 (sum-of-squares error from the likelihood).
 */
export function sumLoss(loss: Loss | RowLoss, predictions: Matrix, targets: Matrix, weights?: Float64Array): number {
  requireReducible('sumLoss', loss, predictions, targets, predictions, weights);
  return weightedSum(loss, predictions, targets, weights);
}

/** d sumLoss / d predictions, [n x C]; `into` may be `predictions` itself: see {@link sumLoss}. */
export function sumLossGradient(
  loss: Loss | RowLoss,
  predictions: Matrix,
  targets: Matrix,
  weights?: Float64Array,
  into?: Matrix,
): Matrix {
  requireReducible('sumLossGradient', loss, predictions, targets, into, weights);
  const room = into ?? new Matrix(predictions.rows, predictions.columns);
  return weightedGradient(loss, predictions, targets, room, 1, weights);
}

export const sumLossReduction: Reduction = Object.freeze<Reduction>({
  kind: 'reduction',
  name: 'sumLoss',
  average: false,
  value: sumLoss,
  gradient: sumLossGradient,
  tex: { value: String.raw`\sum_i L(p_i, y_i)`, derivative: String.raw`\frac{\partial L}{\partial p_i}(p_i, y_i)` },
  sources: [
    { author: 'C. M. Bishop', title: 'Pattern Recognition and Machine Learning', year: 2006, where: 'section 1.2.5' },
  ],
});
