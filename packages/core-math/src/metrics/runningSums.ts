import type { MetricContainer } from '../formula.js';
import type { Matrix } from '../matrix/matrix.js';
import { requireRows, requireSampleWeights, requireState } from './batch.js';

/** A metric as the sums that it keeps. */
export interface RunningSums<Result> {
  readonly name: string;
  /** What predictions and targets must be; throws a RangeError. */
  readonly require: (predictions: Matrix, targets: Matrix) => void;
  /** The number of sums for such a batch. */
  readonly size: (predictions: Matrix, targets: Matrix) => number;
  /** Whether there can be so many sums: what a state that comes from elsewhere is held to. */
  readonly fits: (size: number) => boolean;
  /** Adds row i, which counts `weight` times. */
  readonly add: (sums: Float64Array, predictions: Matrix, targets: Matrix, i: number, weight: number) => void;
  readonly result: (sums: Float64Array) => Result;
}

/**
 * The container of a metric that is made of sums.
 *
 * Rows are added one by one, in their order, to the same sums, so that the cuts between batches leave no trace: not in
 * the last bit. A mean of the means of batches would, as soon as one batch is smaller than the others.
 */
export function runningSums<Result>(metric: RunningSums<Result>): MetricContainer<Result> {
  let sums = new Float64Array(0);
  return Object.freeze<MetricContainer<Result>>({
    update(predictions, targets, weights) {
      requireRows(metric.name, predictions, targets);
      if (weights) requireSampleWeights(metric.name, predictions.rows, weights);
      metric.require(predictions, targets);
      const size = metric.size(predictions, targets);
      if (sums.length > 0 && sums.length !== size) throw changedClasses(metric.name, predictions);
      // On a copy: a batch that turns out to be wrong in its last row leaves nothing behind.
      const next = sums.length > 0 ? sums.slice() : new Float64Array(size);
      for (let i = 0; i < predictions.rows; i++) metric.add(next, predictions, targets, i, weights ? weights[i]! : 1);
      sums = next;
    },
    result: () => metric.result(sums),
    reset: () => void (sums = new Float64Array(0)),
    state: () => sums.slice(),
    restore(state) {
      requireState(metric.name, state, ({ length }) => metric.fits(length));
      sums = state.slice();
    },
  });
}

/** All at once: a container that sees a single batch. */
export function valueOf<Result>(
  container: MetricContainer<Result>,
  predictions: Matrix,
  targets: Matrix,
  weights?: Float64Array,
): Result {
  container.update(predictions, targets, weights);
  return container.result();
}

function changedClasses(name: string, predictions: Matrix): RangeError {
  return new RangeError(
    `${name}: expected batches with the same number of columns, got predictions ${predictions.shape} after batches with another number. Call reset() before the predictions of another network.`,
  );
}
