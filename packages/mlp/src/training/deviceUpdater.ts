import type { Dataset, Random } from '@handgrad/core-math';
import type { Model } from '../model/model.js';
import { checkTargets, countsNothing, forSamples } from './checkData.js';
import type { DeviceBatch, DeviceTraining, DeviceTrainingOptions, DeviceUpdates, TrainingDevice } from './contracts.js';
import { heldSamples } from './heldSamples.js';
import { plainUpdater } from './plainUpdater.js';
import { overwrite, type Run } from './run.js';
import type { Rated } from './score.js';
import type { Updater } from './updater.js';

/**
 * Updates made at a device, many at once. Loss, accuracy and metrics are worked out here, in float64, from what the last
 * layer gave there: by the very formulas that a training without a device uses.
 */
export function deviceUpdater(
  model: Model,
  dataset: Dataset,
  device: TrainingDevice,
  { optimizer, clipping, batchSize }: Omit<DeviceTrainingOptions, 'samples'>,
  random: Random,
): Updater<DeviceBatch> {
  const held = heldSamples(model, dataset, device.maxBytes, random);
  const training = device.compileTraining!(model, {
    optimizer,
    ...(clipping && { clipping }),
    batchSize,
    ...(held && { samples: held }),
  });
  return Object.freeze<Updater<DeviceBatch>>({
    atOnce: partOfEpoch(Math.floor(dataset.size / batchSize), training.updatesAtOnce),
    fetch(run, indices, place) {
      const batch = held ? held.rows(indices, place) : plainUpdater.fetch(run, indices, place);
      if (!held) checkTargets('fit', model, batch, indices, place);
      // Right after the batch, as layers would: augmented data draw from the same generator.
      const noise = countsNothing(batch) ? [] : training.draw(run.noise, indices.length);
      return { ...batch, indices, noise };
    },
    async learn(run, batches) {
      if (batches.length === 0) return [];
      const after = await madeAt(device, training, run, batches);
      run.halfway = true;
      overwrite('fit', run.parameters, after.parameters);
      overwrite('fit', run.statistics, after.statistics);
      run.optimizerState = after.optimizerState;
      return batches.map((batch, i) => rated(model, batch, after, i));
    },
    close: () => training.close(),
  });
}

/**
 * How many updates to make at once, up to `most`: such that the updates of an epoch are a multiple of it where less than
 * twice as many parts allow that, since every other number of updates would be compiled as well.
 */
function partOfEpoch(updates: number, most: number): number {
  const fewest = Math.ceil(updates / most);
  let parts = fewest;
  while (updates % parts !== 0 && parts < 2 * fewest) parts++;
  return Math.ceil(updates / (updates % parts === 0 ? parts : fewest));
}

/** @throws Error that says what to do where the device fails: all is then as it was before these updates. */
async function madeAt(
  { backend }: TrainingDevice,
  training: DeviceTraining,
  { parameters, statistics, optimizerState, steps }: Run,
  batches: readonly DeviceBatch[],
): Promise<DeviceUpdates> {
  try {
    return await training.update({ parameters, statistics, optimizerState }, batches);
  } catch (cause) {
    const which = batches.length === 1 ? `update ${steps + 1}` : `updates ${steps + 1} to ${steps + batches.length}`;
    throw new Error(
      `fit: expected ${which} from the device ${backend}, got the error "${cause instanceof Error ? cause.message : String(cause)}". Nothing before is lost: go on with the model and the training of this error, fit(error.model, data, { ..., resume: error.training }), on another device or without one.`,
      { cause },
    );
  }
}

function rated({ head }: Model, { indices, targets, weights }: DeviceBatch, after: DeviceUpdates, i: number): Rated {
  const outputs = after.outputs[i];
  return forSamples('fit', indices, () => {
    const loss = head.value(outputs, targets, weights) + after.penalties[i];
    // Outputs of NaN are in no class.
    return { loss, accuracy: Number.isFinite(loss) ? head.accuracy?.(outputs, targets) : undefined, outputs };
  });
}
