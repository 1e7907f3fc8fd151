import type { Matrix } from '../matrix/matrix.js';

/** What every metric asks of a batch. */

/** @throws RangeError when there is a NaN among the predictions. */
export function requireNoNaN(name: string, predictions: Matrix): void {
  const at = predictions.data.findIndex(Number.isNaN);
  if (at >= 0) throw notComparable(name, Math.floor(at / predictions.columns));
}

/** @throws RangeError unless there are predictions, as many as targets. */
export function requireRows(name: string, predictions: Matrix, targets: Matrix): void {
  if (predictions.data.length === 0) {
    throw new RangeError(
      `${name}: expected at least one row and one column of predictions, got ${predictions.shape}. Evaluate on data that is not empty.`,
    );
  }
  if (targets.rows !== predictions.rows) {
    throw new RangeError(
      `${name}: expected a row of targets for each row of predictions, got ${targets.shape} targets for ${predictions.shape} predictions. Pass the targets of the same samples.`,
    );
  }
}

/** @throws RangeError unless there is a target for each prediction, entry for entry. */
export function requireSameShape(name: string, predictions: Matrix, targets: Matrix, advice: string): void {
  if (targets.columns === predictions.columns) return;
  throw new RangeError(
    `${name}: expected targets of shape ${predictions.shape}, as the predictions, got ${targets.shape}. ${advice}`,
  );
}

/** @throws RangeError unless there is one finite weight >= 0 for each row; a bad one is named by its row. */
export function requireSampleWeights(name: string, rows: number, weights: Float64Array): void {
  const bad = weights.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (weights.length === rows && bad < 0) return;
  const got = weights.length === rows ? `${weights[bad]} in row ${bad}` : `${weights.length} weights`;
  throw new RangeError(
    `${name}: expected ${rows} finite weights >= 0, one a row, got ${got}. Make them with sampleWeights.`,
  );
}

/** @throws TypeError unless a state is a Float64Array, RangeError unless it is empty or `isOne` says that it is one. */
export function requireState(name: string, state: Float64Array, isOne: (state: Float64Array) => boolean): void {
  if (!(state instanceof Float64Array)) {
    throw new TypeError(
      `${name}: expected the state of a container as a Float64Array, got ${typeof state}. Pass what state() returned.`,
    );
  }
  if (state.length === 0) return;
  const fits = isOne(state);
  if (!fits || state.some(Number.isNaN)) {
    const got = fits ? 'a NaN among its numbers' : `${state.length} numbers`;
    throw new RangeError(
      `${name}: expected the state of a container of ${name}, got ${got}. Save what state() returns and restore it unchanged.`,
    );
  }
}

export function notComparable(name: string, row: number): RangeError {
  return new RangeError(
    `${name}: expected predictions that can be compared, got NaN in row ${row}. Look for where the network diverged.`,
  );
}
