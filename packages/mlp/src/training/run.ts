import { randomFromState, randomGenerator, reusedWorkspace } from '@handgrad/core-math';
import type { Dataset, Random, Workspace } from '@handgrad/core-math';
import type { Optimizer, OptimizerState, Parameters } from '../contracts.js';
import { copyParameters, copyState, type Model } from '../model/model.js';
import type { Callback, TrainingState } from './contracts.js';
import { planOf, type FitOptions } from './fitOptions.js';
import type { EpochRecord } from './history.js';
import { pacer } from './pause.js';
import { scoreOf, type Score } from './score.js';
import { checkResume, stateOf } from './trainingState.js';
import { updaterOf, type Sampled, type Updater } from './updater.js';

/** The model and the training as they were at one moment: all that is needed to go on from there. */
export interface Moment {
  readonly parameters: Parameters;
  readonly statistics: Parameters;
  readonly training: TrainingState;
}

/** A training under way. What is not readonly is replaced as it goes; parameters and statistics are written in place. */
export interface Run {
  readonly model: Model;
  readonly options: FitOptions;
  readonly optimizer: Optimizer;
  readonly epochs: number;
  readonly dataset: Dataset;
  readonly validation: Dataset | undefined;
  readonly batchSize: number;
  readonly shuffle: boolean;
  readonly stepsPerEpoch: number;
  readonly callbacks: readonly Callback[];
  readonly updater: Updater;
  readonly workspace: Workspace;
  readonly breathe: () => Promise<void> | undefined;

  readonly parameters: Parameters;
  readonly statistics: Parameters;
  readonly score: Score;
  readonly history: EpochRecord[];
  /** What random layers and augmented data draw from. */
  readonly noise: Random;
  optimizerState: OptimizerState;
  epoch: number;
  step: number;
  steps: number;
  orderState: readonly number[];
  /** Of `noise`, after the last update. */
  noiseState: readonly number[];
  /** The last one that was learned from. */
  batch: Sampled | undefined;
  /** Where the epoch under way began, or was resumed. */
  beginning: Moment;
  /** Whether an update, or the beginning of an epoch, is under way: where that fails, only `beginning` is whole. */
  halfway: boolean;
  /** Why a callback wants it to end. */
  stopReason: string | undefined;
  /** Where the last epoch began, or was resumed, that had a finite loss then; where this training began, when none had. */
  good: Moment;
}

/** Everything in place for the next update: that of a new training, or the one where `resume` stopped. */
export function begin(model: Model, dataset: Dataset, options: FitOptions): Run {
  const { training, validation, batchSize, seed, shuffle, callbacks } = planOf(model, dataset, options);
  const { optimizer, epochs, resume } = options;
  const workspace = reusedWorkspace();
  const parameters = copyParameters(model.parameters);
  const score = scoreOf('fit', model.head, options, workspace);
  const settings = { samples: training.size, batchSize };
  if (resume !== undefined) checkResume(resume, { model, optimizer, epochs, settings, score, callbacks });
  const state = resume ?? firstState(optimizer.initialize(parameters), seed, settings);
  const good = { parameters: model.parameters, statistics: model.statistics, training: state };
  const run: Run = {
    model,
    options,
    optimizer,
    epochs,
    dataset: training,
    validation,
    batchSize,
    shuffle,
    stepsPerEpoch: Math.ceil(training.size / batchSize),
    callbacks,
    updater: updaterOf(model, training, { ...options, batchSize }, randomFromState(state.noiseState)),
    workspace,
    breathe: pacer(),
    parameters,
    statistics: copyParameters(model.statistics),
    score,
    history: [...state.history],
    noise: randomFromState(state.noiseState),
    optimizerState: copyState(state.optimizerState),
    epoch: state.epoch,
    step: state.step,
    steps: state.steps,
    orderState: state.orderState,
    noiseState: state.noiseState,
    batch: undefined,
    stopReason: undefined,
    beginning: good,
    halfway: false,
    good,
  };
  if (state.step > 0) score.restore(state.sums);
  for (const callback of callbacks) {
    const kept = callback.name === undefined ? undefined : state.callbacks[callback.name];
    if (kept) callback.restore?.(kept);
  }
  return run;
}

/** As it is now, in copies. */
export function momentOf(run: Run): Moment {
  return {
    parameters: copyParameters(run.parameters),
    statistics: copyParameters(run.statistics),
    training: stateOf(run),
  };
}

/** @throws RangeError when `from` has other names or shapes than what is overwritten. */
export function overwrite(caller: string, target: Parameters, from: Parameters): void {
  for (const name in target) {
    const { rows, columns, shape } = target[name];
    const matrix = from[name];
    if (matrix?.rows !== rows || matrix.columns !== columns) {
      throw new RangeError(
        `${caller}: expected "${name}" of shape ${shape}, got ${matrix ? matrix.shape : 'none'}. Pass those of a model with the same layers.`,
      );
    }
    if (matrix !== target[name]) target[name].data.set(matrix.data);
  }
}

/**
 * Two generators from one seed, for the orders and for the noise: each is seeded by a number of the seed's own generator,
 * which the first weights are drawn from.
 */
function firstState(optimizerState: OptimizerState, seed: number, settings: TrainingState['settings']): TrainingState {
  const random = randomGenerator(seed);
  const orderState = randomGenerator(random.integer(2 ** 32)).state();
  const noiseState = randomGenerator(random.integer(2 ** 32)).state();
  return {
    optimizerState,
    epoch: 1,
    step: 0,
    steps: 0,
    orderState,
    noiseState,
    sums: {},
    history: [],
    callbacks: {},
    settings,
  };
}
