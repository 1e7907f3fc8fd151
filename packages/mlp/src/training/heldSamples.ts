import { Matrix, reusedWorkspace, type Batch, type Dataset, type Random, type Workspace } from '@handgrad/core-math';
import { batchFrom } from '../model/batchFrom.js';
import type { Model } from '../model/model.js';
import { rangeOf, samplesAtOnce } from '../model/predict.js';
import { checkBatch, checkTargets } from './checkData.js';
import type { DeviceSamples } from './contracts.js';

/** All samples of a data set, for a device that holds them; and here what is needed beside it, by batches. */
export interface HeldSamples extends DeviceSamples {
  readonly rows: (indices: Uint32Array, place: Workspace) => Omit<Batch, 'inputs'>;
}

/**
 * Reads all samples, where they fit into `maxBytes` and are the same in every epoch: a data set that varies them draws
 * from the generator that it is given, and is found out by that.
 *
 * @throws RangeError with the number of a sample whose inputs are not finite, or whose targets the loss does not allow.
 */
export function heldSamples(model: Model, dataset: Dataset, maxBytes: number, random: Random): HeldSamples | undefined {
  const { size } = dataset;
  if (size * Math.max(dataset.inputs, dataset.targets) * Float32Array.BYTES_PER_ELEMENT > maxBytes) return undefined;
  const before = String(random.state());
  const inputs = new Float32Array(size * dataset.inputs);
  const targets = new Matrix(size, dataset.targets);
  let weights: Float64Array | undefined;
  const workspace = reusedWorkspace();
  for (let start = 0; start < size; start += samplesAtOnce) {
    const indices = rangeOf(start, Math.min(size, start + samplesAtOnce));
    const batch = batchFrom('fit', dataset, indices, workspace, random);
    if (String(random.state()) !== before) return undefined;
    checkBatch('fit', batch, indices);
    checkTargets('fit', model, batch, indices, workspace);
    inputs.set(batch.inputs.data, start * dataset.inputs);
    targets.data.set(batch.targets.data, start * dataset.targets);
    if (batch.weights) (weights ??= new Float64Array(size).fill(1)).set(batch.weights, start);
  }
  return {
    inputs,
    targets: Float32Array.from(targets.data),
    rows(indices, place) {
      const own = place.take('targets', indices.length, dataset.targets);
      indices.forEach((sample, row) => own.row(row).set(targets.row(sample)));
      return { targets: own, ...(weights && { weights: Float64Array.from(indices, (sample) => weights![sample]) }) };
    },
  };
}
