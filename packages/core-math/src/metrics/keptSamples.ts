import type { MetricContainer } from '../formula.js';
import type { Matrix } from '../matrix/matrix.js';
import { requireRows, requireSampleWeights, requireState } from './batch.js';
import { classOfRow } from './classes.js';
import { classesOf } from './classCounts.js';

/** Samples as they went by, row by row: the scores, then the class, then the weight. */
export interface Samples {
  readonly count: number;
  /** Columns of scores. */
  readonly columns: number;
  readonly score: (i: number, column: number) => number;
  readonly classOf: (i: number) => number;
  readonly weight: (i: number) => number;
}

/** A metric that needs all samples at the end. */
export interface KeptSamples {
  readonly name: string;
  /** What predictions and targets must be; throws a RangeError. */
  readonly require: (predictions: Matrix, targets: Matrix) => void;
  readonly result: (samples: Samples) => number;
}

/**
 * The container of a metric of the order of all samples, which no sum holds: it keeps n (C + 2) numbers.
 *
 * Its state begins with the number of columns of the scores; the rows follow.
 */
export function keptSamples({ name, require, result }: KeptSamples): MetricContainer {
  let columns = 0;
  let rows = new Float64Array(0);
  let used = 0;
  const append = (added: Float64Array): void => {
    if (used + added.length > rows.length) {
      // Twice as much room: n batches copy n numbers, not n^2.
      const larger = new Float64Array(Math.max(2 * rows.length, used + added.length));
      larger.set(rows.subarray(0, used));
      rows = larger;
    }
    rows.set(added, used);
    used += added.length;
  };
  const reset = (): void => {
    columns = 0;
    rows = new Float64Array(0);
    used = 0;
  };
  return Object.freeze<MetricContainer>({
    update(predictions, targets, weights) {
      requireRows(name, predictions, targets);
      if (weights) requireSampleWeights(name, predictions.rows, weights);
      require(predictions, targets);
      if (columns > 0 && columns !== predictions.columns) {
        throw new RangeError(
          `${name}: expected batches with ${columns} columns of predictions, as before, got ${predictions.shape}. Call reset() before the predictions of another network.`,
        );
      }
      append(rowsOf(name, predictions, targets, weights));
      columns = predictions.columns;
    },
    result: () => result(samplesIn(rows.subarray(0, used), columns)),
    reset,
    state() {
      if (used === 0) return new Float64Array(0);
      const state = new Float64Array(1 + used);
      state[0] = columns;
      state.set(rows.subarray(0, used), 1);
      return state;
    },
    restore(state) {
      requireState(name, state, isState);
      reset();
      columns = state[0] ?? 0;
      append(state.subarray(1));
    },
  });
}

function rowsOf(name: string, predictions: Matrix, targets: Matrix, weights?: Float64Array): Float64Array {
  const { columns } = predictions;
  const width = columns + 2;
  const rows = new Float64Array(predictions.rows * width);
  for (let i = 0; i < predictions.rows; i++) {
    rows.set(predictions.row(i), i * width);
    rows[i * width + columns] = classOfRow(name, targets, i, classesOf(predictions));
    rows[i * width + columns + 1] = weights ? weights[i]! : 1;
  }
  return rows;
}

function samplesIn(rows: Float64Array, columns: number): Samples {
  const width = columns + 2;
  return {
    count: rows.length / width,
    columns,
    score: (i, column) => rows[i * width + column]!,
    classOf: (i) => rows[i * width + columns]!,
    weight: (i) => rows[i * width + columns + 1]!,
  };
}

function isState(state: Float64Array): boolean {
  const columns = state[0]!;
  return Number.isInteger(columns) && columns >= 1 && (state.length - 1) % (columns + 2) === 0;
}
