import { randomFromState, randomGenerator, reusedWorkspace, type Dataset, type Random } from '@handgrad/core-math';
import type { Optimizer, OptimizerState } from '../contracts.js';
import { copyParameters, copyState, withParameters, type Model } from '../model/model.js';
import { checkCount, checkDataset } from './checkData.js';
import { trainEpoch, type Run } from './epoch.js';
import type { BatchRecord, EpochRecord } from './history.js';
import { pacer } from './pause.js';

export interface FitOptions {
  /** The update rule: `sgd(...)`, `momentum(...)`, `adam(...)` or one of your own. */
  readonly optimizer: Optimizer;
  /** How often all samples are gone through. */
  readonly epochs: number;
  /** Samples an update; 32 unless given. 1 is stochastic descent, the size of the data set is batch descent. */
  readonly batchSize?: number;
  /**
   * The order of the samples in each epoch; the model's seed unless given. The same number means another stream here than
   * in `sequential`, so that the order owes nothing to the first weights.
   */
  readonly seed?: number;
  /** Data that is evaluated after each epoch and never learned from. */
  readonly validation?: Dataset;
  /** Stops between two updates. */
  readonly signal?: AbortSignal;
  /** Where the optimizer goes on, from an earlier `fit`; it is left as it is. */
  readonly optimizerState?: OptimizerState;
  /** Where the random orders go on, from an earlier `fit`; `seed` then has no part. */
  readonly randomState?: readonly number[];
  readonly onBatchEnd?: (record: BatchRecord) => void;
  /** `model()` is a copy of the model as it is now. */
  readonly onEpochEnd?: (record: EpochRecord, model: () => Model) => void | Promise<void>;
}

export interface FitResult {
  readonly model: Model;
  /** One record for each epoch that ended. */
  readonly history: readonly EpochRecord[];
  /** 'aborted' when the signal stopped it: the model keeps every update that was made, also those of the unfinished epoch. */
  readonly stopped: 'finished' | 'aborted';
  /** All updates made. */
  readonly steps: number;
  /** To go on later, to the bit as if it had not stopped between two epochs: pass both to the next `fit`. */
  readonly optimizerState: OptimizerState;
  readonly randomState: readonly number[];
}

/**
 * for each epoch, for each batch: w <- w + update(dL/dw)
 *
 * Trains a model by mini-batch gradient descent: each epoch goes through all samples once, in a new random order, with
 * one update a batch (the last batch may be smaller): 1280 samples in batches of 128 are 10 updates an epoch.
 *
 * The model given stays as it is; the trained one is returned. The same seed, data and options give the same bits. It
 * lets the event loop run about every 50 ms, so that progress is drawn and an abort comes through.
 *
 * @throws RangeError for an empty data set, shapes that do not fit, NaN in the data or labels out of range (it names the
 * sample), epochs or a batch size that is not a whole number above 0; `TrainingDiverged`, which carries the last good
 * model and the history, when the loss or a parameter becomes NaN or infinite; TypeError without options or an optimizer.
 * @example
 * const twice = { size: 4, inputs: 1, targets: 1, batch: (indices) => ({ inputs: Matrix.column(indices), targets: map(Matrix.column(indices), (x) => 2 * x) }) };
 * const model = sequential([dense({ units: 1 })], { inputs: 1, loss: halfSquaredError });
 * const { model: trained, steps } = await fit(model, twice, { optimizer: sgd({ learningRate: 0.1 }), epochs: 100, batchSize: 2 });
 * steps // => 200
 * predict(trained, Matrix.row([10])).get(0, 0) // => 20.0
 */
export async function fit(model: Model, dataset: Dataset, options: FitOptions): Promise<FitResult> {
  const run = begin(model, dataset, options);
  const { epochs, signal, onEpochEnd } = options;
  for (let epoch = 1; epoch <= epochs && !signal?.aborted; epoch++) {
    const record = await trainEpoch(run, epoch);
    if (!record) break;
    run.history.push(record);
    await onEpochEnd?.(record, () => withParameters(model, copyParameters(run.parameters)));
  }
  return {
    model: withParameters(model, run.parameters),
    history: run.history,
    stopped: run.history.length === epochs ? 'finished' : 'aborted',
    steps: run.steps,
    optimizerState: run.state,
    randomState: run.random.state(),
  };
}

function begin(model: Model, dataset: Dataset, options: FitOptions): Run {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(
      `fit: expected options such as { optimizer: adam({ learningRate: 0.001 }), epochs: 5 }, got ${options === null ? 'null' : typeof options}. Pass them as the third argument.`,
    );
  }
  const { optimizer, epochs, batchSize = 32, seed = model.seed, validation } = options;
  if (optimizer?.kind !== 'optimizer') {
    throw new TypeError(
      `fit: expected an optimizer such as adam({ learningRate: 0.001 }), got ${typeof optimizer}. Pass what sgd, momentum or adam return.`,
    );
  }
  checkCount('fit', 'epochs', epochs);
  checkCount('fit', 'batchSize', batchSize);
  checkDataset('fit', model, dataset);
  if (validation) checkDataset('fit (validation)', model, validation);
  const parameters = copyParameters(model.parameters);
  const state = options.optimizerState ? copyState(options.optimizerState) : optimizer.initialize(parameters);
  const random = options.randomState ? randomFromState(options.randomState) : orderGenerator(seed);
  return {
    model,
    dataset,
    options,
    batchSize: Math.min(batchSize, dataset.size),
    random,
    workspace: reusedWorkspace(),
    breathe: pacer(),
    parameters,
    history: [],
    good: { parameters: model.parameters, optimizerState: copyState(state), randomState: random.state() },
    state,
    steps: 0,
  };
}

/** The generator of the orders: seeded by the first number of the seed's own, which the first weights are drawn from. */
function orderGenerator(seed: number): Random {
  return randomGenerator(randomGenerator(seed).integer(2 ** 32));
}
