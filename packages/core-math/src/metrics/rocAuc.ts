import type { Metric, MetricContainer } from '../formula.js';
import type { Matrix } from '../matrix/matrix.js';
import { type AverageOptions, requireAverage, requirePositiveClass } from './averages.js';
import { requireNoNaN } from './batch.js';
import { classesOf, requireDecisions } from './classCounts.js';
import { keptSamples, type Samples } from './keptSamples.js';
import { givenOptions, requireOptions } from './options.js';
import { valueOf } from './runningSums.js';

/** Options of the area under the ROC curve. */
export interface RocAucOptions extends AverageOptions {
  /** `macro` and `weighted` are means of one class against the rest; `micro` is not for areas. */
  readonly average?: 'binary' | 'macro' | 'weighted';
}

/**
 * P(score of a positive > score of a negative) + P(the two are equal) / 2
 *
 * The area under the ROC curve: how well scores rank positives above negatives, whatever the threshold. 1 is a perfect order, 1/2
 * that of chance, 0 the perfect order upside down. Any increasing function of the scores leaves it as it is: logits or probabilities.
 *
 * $$ \text{AUC} = \frac{1}{PN} \sum_{i : y_i = 1} \sum_{j : y_j = 0} \left( [s_i > s_j] + \tfrac12 [s_i = s_j] \right) $$
 * 1. With the threshold lowered past a positive, the ROC curve rises by 1/P; past a negative, it moves right by 1/N.
 * 2. So each negative adds a strip of width 1/N, as high as the share of the positives above it: together, the share of ordered pairs.
 * 3. Equal scores pass at once, along a diagonal: half of their rectangle lies below it, each such pair counts 1/2.
 *
 * Computed as: one walk over the scores in order, group by group of equal ones, with the number of negatives below: O(n log n),
 * and exact, since pairs are counted in halves. Keras sums over 200 thresholds instead, and is near.
 *
 * Predictions are one score a row [n x 1] with targets 0 and 1; or rows of scores [n x C], where column k ranks class k against the rest.
 * The `average` is `binary` unless given: class 1 of two, or the `positiveClass`. `macro` is the mean over the classes, `weighted` that mean with the
 * classes weighted by their samples; both over the classes that have an area. With `weights`, a pair counts w_i w_j.
 *
 * When all samples are of one class there is no pair: NaN, as in scikit-learn; Keras answers 0.
 * The container keeps all scores, n (C + 2) numbers: 1 MB for 10,000 samples of ten classes.
 *
 * @example
 * rocAuc(Matrix.column([0.1, 0.4, 0.35, 0.8]), Matrix.column([0, 0, 1, 1])) // => 0.75
 * rocAuc(Matrix.column([0.5, 0.5]), Matrix.column([0, 1])) // => 0.5
 * rocAuc(Matrix.column([0.5, 0.7]), Matrix.column([1, 1])) // => NaN
 *
 * @throws RangeError for no rows, shapes that do not fit, targets that name no class, NaN, more than two classes without
 * an average or a positive class.
 *
 * Source: Hanley, McNeil, "The Meaning and Use of the Area under a Receiver Operating Characteristic (ROC) Curve", 1982.
 */
export function rocAuc(
  predictions: Matrix,
  targets: Matrix,
  options: RocAucOptions = {},
  weights?: Float64Array,
): number {
  return valueOf(rocAucContainers(options)(), predictions, targets, weights);
}

function rocAucContainers(options: RocAucOptions): () => MetricContainer {
  requireOptions('rocAuc', options, ['average', 'positiveClass']);
  requireAverage('rocAuc', options, ['binary', 'macro', 'weighted']);
  return () =>
    keptSamples({
      name: 'rocAuc',
      require(predictions, targets) {
        requireDecisions('rocAuc', predictions, targets);
        requireNoNaN('rocAuc', predictions);
        requirePositiveClass('rocAuc', options, classesOf(predictions));
      },
      result: (samples) => averageArea(samples, options),
    });
}

function averageArea(samples: Samples, { average = 'binary', positiveClass = 1 }: RocAucOptions): number {
  if (average === 'binary') return areaOf(samples, positiveClass).area;
  let sum = 0;
  let weight = 0;
  for (let k = 0; k < Math.max(2, samples.columns); k++) {
    const { area, positives } = areaOf(samples, k);
    if (Number.isNaN(area)) continue;
    sum += average === 'macro' ? area : positives * area;
    weight += average === 'macro' ? 1 : positives;
  }
  return sum / weight;
}

/** Class k against the rest. */
function areaOf(samples: Samples, k: number): { area: number; positives: number } {
  const scores = Float64Array.from({ length: samples.count }, (_, i) => scoreFor(samples, k, i));
  const order = Uint32Array.from(scores.keys()).sort((i, j) => scores[i]! - scores[j]!);
  let positives = 0;
  let negatives = 0;
  let ordered = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    let p = 0;
    let n = 0;
    for (; end < order.length && scores[order[end]!] === scores[order[start]!]; end++) {
      if (samples.classOf(order[end]!) === k) p += samples.weight(order[end]!);
      else n += samples.weight(order[end]!);
    }
    ordered += p * (negatives + n / 2);
    positives += p;
    negatives += n;
  }
  return { area: ordered / (positives * negatives), positives };
}

/** How much sample i is for class k: a single column of scores is for class 1, and against class 0. */
function scoreFor(samples: Samples, k: number, i: number): number {
  if (samples.columns > 1) return samples.score(i, k);
  return k === 1 ? samples.score(i, 0) : -samples.score(i, 0);
}

/**
 * The area under the ROC curve with its options: see {@link rocAuc}.
 *
 * @throws RangeError for an average that there is not, a positive class that is no class index.
 */
export function rocAucMetric(options: RocAucOptions = {}): Metric {
  const container = rocAucContainers(options);
  return Object.freeze<Metric>({
    kind: 'metric',
    name: 'rocAuc',
    value: (predictions, targets, weights) => valueOf(container(), predictions, targets, weights),
    container,
    options: givenOptions({ ...options }),
    tex: {
      value: String.raw`\frac{1}{PN} \sum_{i : y_i = 1} \sum_{j : y_j = 0} \left( [s_i > s_j] + \tfrac12 [s_i = s_j] \right)`,
    },
    sources: [
      {
        author: 'J. A. Hanley, B. J. McNeil',
        title: 'The Meaning and Use of the Area under a Receiver Operating Characteristic (ROC) Curve',
        year: 1982,
        where: 'Radiology 143(1)',
      },
      {
        author: 'T. Fawcett',
        title: 'An Introduction to ROC Analysis',
        year: 2006,
        where: 'Pattern Recognition Letters 27, section 7, algorithm 3',
      },
    ],
  });
}
