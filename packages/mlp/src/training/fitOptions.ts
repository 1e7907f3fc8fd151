import { lookup, type Dataset } from '@handgrad/core-math';
import type { Clipping, Optimizer } from '../contracts.js';
import type { Model } from '../model/model.js';
import { checkCallbacks, checkNoHook } from './callbacks.js';
import { checkCount, checkDataset } from './checkData.js';
import { withClassWeights, type ClassWeights } from './classWeights.js';
import type { Callback, TrainingDevice, TrainingState } from './contracts.js';
import type { WatchedMetrics } from './score.js';
import { validationSplit } from './validationSplit.js';

export interface FitOptions extends WatchedMetrics {
  /** The update rule: `sgd(...)`, `momentum(...)`, `adam(...)` or one of your own. */
  readonly optimizer: Optimizer;
  /** How often all samples are gone through, counted from the very beginning: a training that is resumed makes the rest. */
  readonly epochs: number;
  /** Samples an update; 32 unless given. 1 is stochastic descent, the size of the data set is batch descent. */
  readonly batchSize?: number;
  /**
   * Of the order of the samples and of what random layers and augmented data draw; the model's seed unless given. The
   * same number means other streams here than in `sequential`, so that nothing here depends on the first weights.
   */
  readonly seed?: number;
  /** false takes the samples in their own order in every epoch; true unless given. */
  readonly shuffle?: boolean;
  /** Data that is evaluated after each epoch and never learned from. */
  readonly validation?: Dataset;
  /** Instead of `validation`: the share of the samples, taken from the end, that is kept back for it. */
  readonly validationSplit?: number;
  /** How much samples count in the loss, by their class; the validation data are not weighted by it. */
  readonly classWeights?: ClassWeights;
  /** Applied to the gradients before the optimizer sees them. */
  readonly clipping?: Clipping;
  /**
   * Where updates are made: what `await openDevice()` of @handgrad/gpu gives; plain TypeScript unless given. It is the same
   * training in float32: orders, masks and records are those without it, and so are checkpoints, from which one goes on
   * with or without a device. Samples that are the same in every epoch are read once, as the training begins.
   */
  readonly device?: TrainingDevice;
  /** Look on, in this order (those that are `last` behind the others), each awaited before the next: `earlyStopping(...)`, or objects of your own. */
  readonly callbacks?: readonly Callback[];
  /**
   * The `training` of an earlier `fit` or checkpoint: training goes on there to the same bits, in mid-epoch too, given
   * the model of that moment, the same data and the same other options. `seed` then has no part.
   */
  readonly resume?: TrainingState;
  /** Stops between two updates; on a device, between those that are made at once. */
  readonly signal?: AbortSignal;
}

const known: Readonly<Record<keyof FitOptions, true>> = {
  optimizer: true,
  epochs: true,
  batchSize: true,
  seed: true,
  shuffle: true,
  validation: true,
  validationSplit: true,
  classWeights: true,
  metrics: true,
  weightedMetrics: true,
  clipping: true,
  device: true,
  callbacks: true,
  resume: true,
  signal: true,
};

/** The options with the defaults filled in, and the data as training will see them. */
export interface Plan {
  readonly training: Dataset;
  readonly validation: Dataset | undefined;
  readonly batchSize: number;
  readonly seed: number;
  readonly shuffle: boolean;
  readonly callbacks: readonly Callback[];
}

/**
 * Sees before the first step that options, data and model fit.
 *
 * @throws TypeError for options, an optimizer, a clipping or callbacks that are none; RangeError for numbers and data
 * that do not fit, and for an option of an unknown name.
 */
export function planOf(model: Model, dataset: Dataset, options: FitOptions): Plan {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(
      `fit: expected options such as { optimizer: adam({ learningRate: 0.001 }), epochs: 5 }, got ${options === null ? 'null' : typeof options}. Pass them as the third argument.`,
    );
  }
  for (const name in options) {
    checkNoHook(name);
    lookup(known, name, 'fit (options)');
  }
  const { optimizer, clipping, epochs, batchSize = 32, seed = model.seed, shuffle = true, callbacks = [] } = options;
  if (optimizer?.kind !== 'optimizer') {
    throw new TypeError(
      `fit: expected an optimizer such as adam({ learningRate: 0.001 }), got ${typeof optimizer}. Pass what sgd, momentum or adam return.`,
    );
  }
  if (clipping !== undefined && clipping?.kind !== 'clipping') {
    throw new TypeError(
      `fit: expected a clipping such as clipByGlobalNorm({ limit: 1 }), got ${typeof clipping}. Pass what that returns.`,
    );
  }
  checkDevice(options.device);
  checkCount('fit', 'epochs', epochs, 5);
  checkCount('fit', 'batchSize', batchSize, 128);
  checkCallbacks(callbacks);
  const { training, validation } = partsOf(model, dataset, options);
  return {
    training,
    validation,
    batchSize: Math.min(batchSize, training.size),
    seed,
    shuffle,
    callbacks: inOrder(callbacks),
  };
}

function checkDevice(device: unknown): void {
  if (device === undefined || (typeof device === 'object' && device !== null && 'compileTraining' in device)) return;
  const got = device instanceof Promise ? 'a promise of one' : device === null ? 'null' : typeof device;
  throw new TypeError(
    `fit: expected device to be what openDevice of @handgrad/gpu gives, got ${got}. Write device: await openDevice(), or leave it out.`,
  );
}

/** As given, but those that want to be last behind the others, and of them those last that save states and have none. */
function inOrder(callbacks: readonly Callback[]): readonly Callback[] {
  const rank = ({ last, state }: Callback): number => (last ? (state ? 1 : 2) : 0);
  return callbacks.toSorted((a, b) => rank(a) - rank(b));
}

/** What is learned from, weighted where that is asked for, and what is validated with. */
function partsOf(model: Model, dataset: Dataset, options: FitOptions): Pick<Plan, 'training' | 'validation'> {
  const { validation: given, validationSplit: share, classWeights } = options;
  if (given && share !== undefined) {
    throw new RangeError(
      'fit: expected either validation or validationSplit, got both. Leave validationSplit out: all samples are then learned from.',
    );
  }
  checkDataset('fit', model, dataset);
  if (given) checkDataset('fit (validation)', model, given);
  const { training, validation } =
    share === undefined ? { training: dataset, validation: given } : validationSplit(dataset, share);
  return {
    training: classWeights === undefined ? training : withClassWeights(model, training, classWeights),
    validation,
  };
}
