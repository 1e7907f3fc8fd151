import type { Batch, Dataset, Loss, Matrix } from '@handgrad/core-math';
import type { Model } from '../model/model.js';

/** @throws RangeError when `value` is not a whole number above 0. */
export function checkCount(caller: string, option: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) {
    throw new RangeError(
      `${caller}: expected ${option} to be a whole number above 0, got ${String(value)}. Pass one such as ${option}: ${option === 'epochs' ? 5 : 128}.`,
    );
  }
}

/**
 * Sees before the first step that data and model fit.
 *
 * @throws RangeError for an empty data set, and where columns of inputs or targets do not fit the model.
 */
export function checkDataset(caller: string, model: Model, dataset: Dataset): void {
  if (dataset.size < 1) {
    throw new RangeError(
      `${caller}: expected at least 1 sample, got an empty data set. Check how it was loaded or split.`,
    );
  }
  if (dataset.inputs !== model.inputs) {
    throw new RangeError(
      `${caller}: expected samples of ${model.inputs} inputs, got ${dataset.inputs}. Build the model with inputs: ${dataset.inputs}.`,
    );
  }
  const columns = model.head.targetColumns(model.outputs);
  if (dataset.targets !== columns) {
    throw new RangeError(
      `${caller}: expected targets of ${columns} ${columns === 1 ? 'column' : 'columns'} for ${model.head.name} over ${model.outputs} outputs, got ${dataset.targets}. ${remedy(model, dataset)}`,
    );
  }
}

function remedy(model: Model, dataset: Dataset): string {
  const { loss } = model.head;
  if (loss.kind === 'rowLoss' && loss.targets === 'classIndex' && dataset.targets === model.outputs) {
    return 'Load class indices, or use the head for one-hot targets.';
  }
  if (loss.kind === 'rowLoss' && dataset.targets === 1) return 'Load one-hot targets, or use the sparse head.';
  return `Give the last layer ${dataset.targets} units.`;
}

/**
 * Sees that a batch has the promised shapes, finite inputs, and targets that the loss is defined for.
 * `indices[i]` is the sample in row i: messages name the sample.
 *
 * @throws RangeError with the number of the sample.
 */
export function checkBatch(caller: string, model: Model, { inputs, targets }: Batch, indices: ArrayLike<number>): void {
  checkFinite(caller, 'inputs', inputs, indices);
  checkFinite(caller, 'targets', targets, indices);
  const { loss } = model.head;
  if (loss.kind === 'loss') checkRange(caller, loss, targets, indices);
  else if (loss.targets === 'classIndex') checkClasses(caller, model.outputs, targets, indices);
}

function checkFinite(caller: string, what: string, matrix: Matrix, indices: ArrayLike<number>): void {
  const { data, columns } = matrix;
  // x * 0 is 0 for a finite x and NaN for any other: one sum tells for the whole batch.
  let zero = 0;
  for (let i = 0; i < data.length; i++) zero += data[i] * 0;
  if (zero === 0) return;
  const bad = data.findIndex((x) => !Number.isFinite(x));
  throw new RangeError(
    `${caller}: expected finite numbers in the ${what}, got ${data[bad]} in column ${bad % columns} of sample ${indices[Math.floor(bad / columns)]}. Drop or repair that sample.`,
  );
}

function checkClasses(caller: string, classes: number, targets: Matrix, indices: ArrayLike<number>): void {
  for (let i = 0; i < targets.rows; i++) {
    const label = targets.data[i];
    if (Number.isInteger(label) && label >= 0 && label < classes) continue;
    throw new RangeError(
      `${caller}: expected labels to be whole numbers from 0 to ${classes - 1} for ${classes} outputs, got ${label} for sample ${indices[i]}. Check the encoding of the labels, or give the last layer more units.`,
    );
  }
}

function checkRange(caller: string, loss: Loss, targets: Matrix, indices: ArrayLike<number>): void {
  for (let i = 0; i < targets.data.length; i++) {
    if (allowed(loss.targets, targets.data[i])) continue;
    throw new RangeError(
      `${caller}: expected targets of ${loss.name} to be ${said(loss.targets)}, got ${targets.data[i]} for sample ${indices[Math.floor(i / targets.columns)]}. Encode the targets for this loss, or choose another.`,
    );
  }
}

function allowed(set: Loss['targets'], y: number): boolean {
  if (!('low' in set)) return set.includes(y);
  return (set.lowOpen ? y > set.low : y >= set.low) && (set.highOpen ? y < set.high : y <= set.high);
}

function said(set: Loss['targets']): string {
  if (!('low' in set)) return `one of ${set.join(', ')}`;
  return `from ${set.low} to ${set.high}`;
}
