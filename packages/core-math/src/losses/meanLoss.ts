import type { Loss, RowLoss } from '../formula.js';
import { Matrix } from '../matrix/matrix.js';
import { lossCount, requireReducible, weightedGradient, weightedSum, type Reduction } from './reduction.js';

/**
 * (1/n) sum_i L_i
 *
 * One number for a batch, which does not grow with its size: what training makes smaller.
 *
 * Over what: a pointwise loss is averaged over all entries of the batch, n rows times C columns; a row loss over the n rows.
 *
 * $$ \bar L = \frac1n \sum_{i=1}^n L(p_i, y_i), \qquad \frac{\partial \bar L}{\partial p_i} = \frac1n \frac{\partial L}{\partial p_i}(p_i, y_i) $$
 * Derivation: $p_i$ stands in one term of the sum only, and the constant $\frac1n$ stays in front. It belongs to every loss alike:
 * a gradient without it grows with the batch.
 *
 * With weights, one a row: $\sum_i w_i L_i / \sum_i w_i$, a true weighted mean, and $\frac{w_i}{\sum_k w_k}$ in the gradient. (Keras divides by n
 * instead; for weights with mean 1 that is the same.) Weights for classes come from {@link sampleWeights}.
 * A prediction of NaN gives NaN; targets must be what the loss allows.
 *
 * @example
 * meanLoss(losses.squaredError, Matrix.fromRows([[1], [3]]), Matrix.fromRows([[0], [0]])) // => 5
 * meanLoss(losses.squaredError, Matrix.fromRows([[1], [3]]), Matrix.fromRows([[0], [0]]), Float64Array.of(3, 1)) // => 3
 * meanLoss(rowLosses.softmaxCrossEntropy, Matrix.fromRows([[0, 0]]), Matrix.fromRows([[1, 0]])) // => 0.6931471805599453
 * meanLoss(losses.squaredError, Matrix.zeros(2, 1), Matrix.zeros(1, 2)) // => throws RangeError
 *
 * @throws RangeError for an empty batch, shapes that do not fit, targets or weights that are not allowed.
 *
 * Source: Goodfellow, Bengio, Courville, "Deep Learning", 2016, section 8.1.1 (empirical risk).
 */
export function meanLoss(loss: Loss | RowLoss, predictions: Matrix, targets: Matrix, weights?: Float64Array): number {
  const rows = requireReducible('meanLoss', loss, predictions, targets, predictions, weights);
  return weightedSum(loss, predictions, targets, weights) / lossCount(loss, predictions, rows);
}

/** d meanLoss / d predictions, [n x C]; `into` may be `predictions` itself: see {@link meanLoss}. */
export function meanLossGradient(
  loss: Loss | RowLoss,
  predictions: Matrix,
  targets: Matrix,
  weights?: Float64Array,
  into?: Matrix,
): Matrix {
  const rows = requireReducible('meanLossGradient', loss, predictions, targets, into, weights);
  const room = into ?? new Matrix(predictions.rows, predictions.columns);
  return weightedGradient(loss, predictions, targets, room, lossCount(loss, predictions, rows), weights);
}

export const meanLossReduction: Reduction = Object.freeze<Reduction>({
  kind: 'reduction',
  name: 'meanLoss',
  average: true,
  value: meanLoss,
  gradient: meanLossGradient,
  tex: {
    value: String.raw`\frac1n \sum_i L(p_i, y_i)`,
    derivative: String.raw`\frac1n \frac{\partial L}{\partial p_i}(p_i, y_i)`,
  },
  sources: [
    { author: 'I. Goodfellow, Y. Bengio, A. Courville', title: 'Deep Learning', year: 2016, where: 'section 8.1.1' },
  ],
});
