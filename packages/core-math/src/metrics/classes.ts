import type { Matrix } from '../matrix/matrix.js';
import { indexOfLargest } from '../losses/rows.js';

/**
 * The class that row i of the targets names: the place of the 1 in a one-hot row, or the index in a row of length 1.
 *
 * @throws RangeError when the row is neither, or the class is not below `classes`.
 */
export function classOfRow(name: string, targets: Matrix, i: number, classes = Infinity): number {
  const start = i * targets.columns;
  if (targets.columns === 1) {
    const k = targets.data[start]!;
    if (Number.isInteger(k) && k >= 0 && k < classes) return k;
    const range = classes === Infinity ? '0, 1, 2, ...' : `from 0 to ${classes - 1}`;
    throw new RangeError(
      `${name}: expected class indices ${range}, got ${k} in row ${i}. Encode the labels as whole numbers from 0.`,
    );
  }
  let hot = -1;
  for (let j = 0; j < targets.columns; j++) {
    const y = targets.data[start + j]!;
    if ((y !== 0 && y !== 1) || (y === 1 && hot >= 0)) hot = targets.columns;
    else if (y === 1) hot = j;
  }
  if (hot >= 0 && hot < targets.columns) return hot;
  throw new RangeError(
    `${name}: expected one-hot targets, a single 1 among zeros, got [${Array.from(targets.row(i)).join(', ')}] in row ${i}. Encode the labels one-hot or as class indices.`,
  );
}

/**
 * The class that row i of the predictions is for: the largest entry, the first one when several are equally large.
 *
 * @throws RangeError when the row holds a NaN.
 */
export function predictedClass(name: string, predictions: Matrix, i: number): number {
  const row = predictions.row(i);
  for (const p of row) if (Number.isNaN(p)) throw notComparable(name, i);
  return indexOfLargest(row);
}

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

function notComparable(name: string, row: number): RangeError {
  return new RangeError(
    `${name}: expected predictions that can be compared, got NaN in row ${row}. Look for where the network diverged.`,
  );
}
