/** What training hands to callbacks, keeps in checkpoints and leaves behind. */
import type { Matrix, Random } from '@handgrad/core-math';
import type { Clipping, Json, Optimizer, OptimizerState, Parameters } from '../contracts.js';
import type { Model } from '../model/model.js';
import type { BatchRecord, EpochRecord } from './history.js';

/**
 * All that `fit` needs, beside the model, to go on to the same bit: plain data, at any update, in mid-epoch too. Model
 * files keep it (`saveModel(path, model, { optimizer, training })`), `fit(..., { resume })` takes it.
 */
export interface TrainingState {
  readonly optimizerState: OptimizerState;
  /** The epoch under way, counted from 1; one more than the epochs asked for when all is done. */
  readonly epoch: number;
  /** Updates made in this epoch; 0 at its start. */
  readonly step: number;
  /** Updates made in all. */
  readonly steps: number;
  /** Of the generator of the orders, as this epoch began: the order of its samples is drawn from here again. */
  readonly orderState: readonly number[];
  /** Of the generator that random layers and augmented data draw from, as it is now. */
  readonly noiseState: readonly number[];
  /** Running sums of this epoch (loss, accuracy) and, under `metrics.NAME`, the states of the metric containers. */
  readonly sums: Readonly<Record<string, Float64Array>>;
  /** One record for each epoch that ended. */
  readonly history: readonly EpochRecord[];
  /** What callbacks keep, by their names. */
  readonly callbacks: Readonly<Record<string, CallbackState>>;
  /** What must be the same when it goes on; another number is an error. */
  readonly settings: { readonly samples: number; readonly batchSize: number };
}

export interface CallbackState {
  readonly data: Json;
  /** Matrices, such as the best parameters so far. */
  readonly tensors?: Parameters;
}

/**
 * Looks on while `fit` trains: a plain object with any of these functions. An error that one throws stops the training and
 * is passed on, with what was learned so far.
 */
export interface Callback {
  /** Under this name its state is kept in checkpoints; needed with `state`. */
  readonly name?: string;
  /** Is told of everything after the others, wherever it stands in the list: what saves the states of the others must be. */
  readonly last?: boolean;
  readonly onTrainBegin?: (context: TrainingContext) => void | Promise<void>;
  /** Before the first update of an epoch, which is counted from 1; not again where it is resumed in its middle. */
  readonly onEpochBegin?: (epoch: number, context: TrainingContext) => void | Promise<void>;
  /**
   * After each update. A device makes many at once: it is then told of all of them, one after the other, and `context`
   * shows the training as it is after the last.
   */
  readonly onBatchEnd?: (record: BatchRecord, context: TrainingContext) => void | Promise<void>;
  /** After each epoch and its validation. */
  readonly onEpochEnd?: (record: EpochRecord, context: TrainingContext) => void | Promise<void>;
  /** After the last update, also when it was aborted or stopped; not when it ends with an error. */
  readonly onTrainEnd?: (context: TrainingContext) => void | Promise<void>;
  /** What it has to remember over a stop; asked for with every checkpoint. */
  readonly state?: () => CallbackState;
  readonly restore?: (state: CallbackState) => void;
}

/** The training as callbacks see it. */
export interface TrainingContext {
  readonly epochs: number;
  readonly optimizer: Optimizer;
  readonly history: readonly EpochRecord[];
  /** The numbers that the record of an epoch will have and that callbacks can watch: 'loss', 'validationLoss', 'metrics.recall', ... */
  readonly monitors: readonly string[];
  /** The model as it is now: a copy, unless `view` is asked for, whose matrices change with the next update. */
  readonly model: (options?: { readonly view?: boolean }) => Model;
  /** All that is needed to go on from here later: a copy, unless `view` is asked for. */
  readonly state: (options?: { readonly view?: boolean }) => TrainingState;
  /** Ends the training: after the update or the epoch that callbacks are told of, from onTrainBegin before the first update, from onEpochBegin after it. */
  readonly stop: (reason: string) => void;
  /** Goes on with these parameters and statistics instead, such as the best ones. */
  readonly replace: (model: Pick<Model, 'parameters' | 'statistics'>) => void;
}

/**
 * Where `fit` can have its updates made, many at once: a GPU of `@handgrad/gpu`. Such a device computes in float32; all
 * else is as without it: the same orders and masks from the same seed, the same records and checkpoints.
 */
export interface TrainingDevice {
  /** What runs, as `fit` and the commands name it: "webgpu". */
  readonly backend: string;
  /** The bytes that one matrix may take there. */
  readonly maxBytes: number;
  /**
   * Compiles the updates of a model; null where plain TypeScript is faster: `fit` then trains as without a device.
   *
   * @throws RangeError for a layer, loss, optimizer, clipping or regularizer that the device has not, by name, or for
   * sizes beyond its limits.
   */
  readonly compileTraining: ((model: Model, options: DeviceTrainingOptions) => DeviceTraining) | null;
}

export interface DeviceTrainingOptions {
  readonly optimizer: Optimizer;
  readonly clipping?: Clipping;
  /** The most samples that a batch has: how many updates to make at once depends on it. */
  readonly batchSize: number;
  /**
   * All samples, where they are the same in every epoch and the device can hold them: they are brought there once, and
   * batches name theirs by `indices`. Without it each batch brings its `inputs`.
   */
  readonly samples?: DeviceSamples;
}

/** Row by row, and finite. */
export interface DeviceSamples {
  readonly inputs: Float32Array;
  readonly targets: Float32Array;
}

/** The updates of one model, compiled. */
export interface DeviceTraining {
  /**
   * The most updates to ask for at once: as many as keep the device busy, and no more than about a second's. Each number of
   * them is compiled once, and kept: an epoch in equal parts compiles least.
   */
  readonly updatesAtOnce: number;
  /** What the random layers need for a batch of so many samples, drawn as they would draw it; [] where there are none. */
  readonly draw: (random: Random, rows: number) => readonly Float32Array[];
  /**
   * Makes one update a batch, from the parameters, statistics and state given, which stay as they are. There are 1 to
   * `updatesAtOnce` batches, all with the same number of samples.
   *
   * @throws Error when the device is lost; nothing is lost with it but these updates.
   */
  readonly update: (before: DeviceMoment, batches: readonly DeviceBatch[]) => Promise<DeviceUpdates>;
  readonly close: () => void;
}

/** What updates change. */
export interface DeviceMoment {
  readonly parameters: Parameters;
  readonly statistics: Parameters;
  readonly optimizerState: OptimizerState;
}

export interface DeviceBatch {
  /** Which samples they are. */
  readonly indices: Uint32Array;
  /** Left out for a training that has all samples. */
  readonly inputs?: Matrix;
  readonly targets: Matrix;
  /** How much each sample counts, not all 0; absent where all count alike. */
  readonly weights?: Float64Array;
  /** What `draw` gave for it. */
  readonly noise: readonly Float32Array[];
}

export interface DeviceUpdates extends DeviceMoment {
  /** For each update, what the last layer gave before it: loss, accuracy and metrics are worked out from this. */
  readonly outputs: readonly Matrix[];
  /** For each update, the penalty of the regularizers before it: part of the loss. */
  readonly penalties: readonly number[];
}
