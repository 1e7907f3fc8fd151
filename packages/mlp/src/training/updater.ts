import type { Batch, Dataset, Matrix, Random, Workspace } from '@handgrad/core-math';
import type { Model } from '../model/model.js';
import { deviceUpdater } from './deviceUpdater.js';
import type { FitOptions } from './fitOptions.js';
import { plainUpdater } from './plainUpdater.js';
import type { Run } from './run.js';
import type { Rated } from './score.js';

/** A batch of the training data; without inputs where those are at the device already. */
export interface Sampled extends Omit<Batch, 'inputs'> {
  /** Which samples they are. */
  readonly indices: Uint32Array;
  readonly inputs?: Matrix;
}

/** Who makes the updates of a training. */
export interface Updater<Fetched extends Sampled = Sampled> {
  /** So many at once, counted from the beginning of an epoch. */
  readonly atOnce: number;
  /** The samples with these indices, seen to be finite. */
  readonly fetch: (run: Run, indices: Uint32Array, place: Workspace) => Fetched;
  /**
   * Makes one update a batch, which all have as many samples: afterwards parameters, statistics and the state of the
   * optimizer are those after the last. Tells what each batch came to before its update.
   */
  learn(run: Run, batches: readonly Fetched[]): readonly Rated[] | Promise<readonly Rated[]>;
  readonly close: () => void;
}

/** The device where one is given and is faster; else the plain TypeScript of the layers. `random` is one to try samples with. */
export function updaterOf(
  model: Model,
  dataset: Dataset,
  { device, ...options }: FitOptions & { readonly batchSize: number },
  random: Random,
): Updater {
  return device?.compileTraining ? deviceUpdater(model, dataset, device, options, random) : plainUpdater;
}
