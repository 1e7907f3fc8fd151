import type { Batch, Dataset, Workspace } from '@handgrad/core-math';
import type { Model } from '../model/model.js';
import { requireDataset } from '../model/predict.js';

/** @throws RangeError when `value` is not a whole number above 0. */
export function checkCount(caller: string, option: string, value: number, example: number): void {
  if (!Number.isInteger(value) || value < 1) {
    throw new RangeError(
      `${caller}: expected ${option} to be a whole number above 0, got ${String(value)}. Pass one such as ${option}: ${example}.`,
    );
  }
}

/**
 * Sees before the first step that data and model fit.
 *
 * @throws TypeError for what is no data set; RangeError for an empty one, and where columns of inputs or targets do not fit the model.
 */
export function checkDataset(caller: string, model: Model, dataset: Dataset): void {
  requireDataset(caller, dataset);
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

/** Whether all samples of a batch have weight 0: it has no mean loss, and nothing is learned from it. */
export function countsNothing({ targets, weights }: Omit<Batch, 'inputs'>): boolean {
  return weights !== undefined && weights.length === targets.rows && weights.every((weight) => weight === 0);
}

/**
 * Sees that targets and weights of a batch are what the loss allows, before there are outputs to compare them with.
 *
 * @throws RangeError with the number of the sample.
 */
export function checkTargets(
  caller: string,
  { head, outputs }: Model,
  batch: Omit<Batch, 'inputs'>,
  indices: ArrayLike<number>,
  workspace: Workspace,
): void {
  const { targets, weights } = batch;
  const nothing = workspace.take('noOutputs', targets.rows, outputs);
  if (!countsNothing(batch)) forSamples(caller, indices, () => head.value(nothing, targets, weights));
}

/** @throws RangeError when the weights of all samples add up to 0. */
export function checkWeight(caller: string, weight: number): void {
  if (weight !== 0) return;
  throw new RangeError(
    `${caller}: expected samples of which some have a weight above 0, got only weights of 0. Check how the weights were made.`,
  );
}

/**
 * Sees that the inputs of a batch are finite. `indices[i]` is the sample in row i: the message names the sample.
 *
 * @throws RangeError with the number of the sample.
 */
export function checkBatch(caller: string, { inputs }: Pick<Batch, 'inputs'>, indices: ArrayLike<number>): void {
  const { data, columns } = inputs;
  if (allFinite(data)) return;
  const bad = data.findIndex((x) => !Number.isFinite(x));
  throw new RangeError(
    `${caller}: expected finite inputs, got ${data[bad]} in column ${bad % columns} of sample ${indices[Math.floor(bad / columns)]}. Drop or repair that sample.`,
  );
}

/** Whether there is neither NaN nor an infinity among the numbers. */
export function allFinite(data: Float64Array): boolean {
  // x * 0 is 0 for a finite x and NaN for any other: one sum tells for all. By index, since for-of takes five times as
  // long, and every batch comes through here.
  let zero = 0;
  for (let i = data.length - 1; i >= 0; i--) zero += data[i] * 0;
  return zero === 0;
}

/**
 * What a loss or a metric throws for a target that it does not allow names the row of the batch; this names the sample
 * instead. Other errors are returned as they are.
 */
export function namingTheSample(caller: string, error: unknown, indices: ArrayLike<number>): unknown {
  const row = error instanceof RangeError && /^(\w+): (.*) in row (\d+)(.*)$/s.exec(error.message);
  if (!row) return error;
  const [, by, problem, place, rest] = row;
  const where = by === 'meanLoss' ? caller : `${caller} (${by})`;
  return new RangeError(`${where}: ${problem} for sample ${indices[Number(place)]}${rest}`, { cause: error });
}

/** Does something with the samples of a batch: an error that names a row then names the sample instead. */
export function forSamples<Result>(caller: string, indices: ArrayLike<number>, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw namingTheSample(caller, error, indices);
  }
}
