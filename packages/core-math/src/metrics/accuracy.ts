import type { Metric } from '../formula.js';
import type { Matrix } from '../matrix/matrix.js';
import { classOfRow, predictedClass, requireRows } from './classes.js';

/**
 * (1/n) number of rows whose largest prediction stands at the right class
 *
 * The share of samples that a classifier gets right. It takes probabilities or logits alike, since softmax keeps the order.
 *
 * $$ A = \frac1n \sum_{i=1}^n \left[ \operatorname{argmax}_j p_{ij} = k_i \right] $$
 *
 * Targets are one-hot [n x C] or class indices [n x 1]. When several predictions are equally large, the first of them
 * counts. One column of predictions is a matter for {@link binaryAccuracy}.
 *
 * @example
 * accuracy(Matrix.fromRows([[0.9, 0.1], [0.2, 0.8]]), Matrix.column([0, 0])) // => 0.5
 * accuracy(Matrix.fromRows([[0.9, 0.1], [0.2, 0.8]]), Matrix.fromRows([[1, 0], [0, 1]])) // => 1
 * accuracy(Matrix.fromRows([[0.9, 0.1]]), Matrix.column([2])) // => throws RangeError
 *
 * @throws RangeError for no rows, shapes that do not fit, targets that name no class, NaN in the predictions.
 *
 * Source: Fawcett, "An Introduction to ROC Analysis", 2006, section 2.
 */
export function accuracy(predictions: Matrix, targets: Matrix): number {
  requireRows('accuracy', predictions, targets);
  const classes = predictions.columns;
  if (classes === 1 || (targets.columns !== classes && targets.columns !== 1)) {
    throw new RangeError(
      `accuracy: expected predictions n x C with C >= 2 and targets n x C or n x 1, got ${predictions.shape} and ${targets.shape}. For one column of probabilities take binaryAccuracy.`,
    );
  }
  let right = 0;
  for (let i = 0; i < predictions.rows; i++) {
    const k = classOfRow('accuracy', targets, i, classes);
    if (predictedClass('accuracy', predictions, i) === k) right++;
  }
  return right / predictions.rows;
}

export const accuracyMetric: Metric = Object.freeze<Metric>({
  kind: 'metric',
  name: 'accuracy',
  value: accuracy,
  tex: { value: String.raw`\frac1n \sum_i \left[ \operatorname{argmax}_j p_{ij} = k_i \right]` },
  sources: [
    {
      author: 'T. Fawcett',
      title: 'An Introduction to ROC Analysis',
      year: 2006,
      where: 'Pattern Recognition Letters 27, section 2',
    },
  ],
});
