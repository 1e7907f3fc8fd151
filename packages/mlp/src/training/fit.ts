import type { Dataset } from '@handgrad/core-math';
import { withParameters, type Model } from '../model/model.js';
import { contextOf, tell } from './callbacks.js';
import type { TrainingState } from './contracts.js';
import { ended, trainEpoch } from './epoch.js';
import type { FitOptions } from './fitOptions.js';
import type { EpochRecord } from './history.js';
import { carrying, type Learned } from './interrupted.js';
import { begin, type Run } from './run.js';
import { isTrainingDiverged } from './trainingDiverged.js';
import { stateOf } from './trainingState.js';

export interface FitResult {
  readonly model: Model;
  /** One record for each epoch that ended, from the very beginning. */
  readonly history: readonly EpochRecord[];
  /**
   * 'aborted' when the signal ended it, 'stopped' when a callback did: the model keeps every update that was made, also
   * those of an unfinished epoch.
   */
  readonly stopped: 'finished' | 'aborted' | 'stopped';
  /** What the callback said that stopped it. */
  readonly reason?: string;
  /** All updates made, from the very beginning. */
  readonly steps: number;
  /** To go on later, with the model, to the same bits as if it had never stopped: `fit(model, data, { ..., resume: training })`. */
  readonly training: TrainingState;
}

/**
 * for each epoch, for each batch: w <- w + update(dL/dw)
 *
 * Trains a model by mini-batch gradient descent: each epoch goes through all samples once, in a new random order, with
 * one update a batch (the last batch may be smaller): 1280 samples in batches of 128 are 10 updates an epoch.
 *
 * The model given stays as it is; the trained one is returned. The same seed, data and options give the same bits, with
 * or without stops: whatever was aborted, or saved by a callback, goes on with `resume` as if nothing had been. It
 * lets the event loop run about every 50 ms, so that progress is drawn and an abort comes through.
 *
 * @throws RangeError for an empty data set, shapes that do not fit, NaN in the data or labels out of range (it names the
 * sample), epochs or a batch size that is not a whole number above 0, a `resume` that does not fit; `TrainingDiverged`
 * when the loss or a parameter becomes NaN or infinite; TypeError without options or an optimizer; and whatever a
 * callback throws. An error that comes up while it trains carries `model`, `training` and `history` (see
 * `isTrainingInterrupted`): nothing is lost.
 * @example
 * const twice = { size: 4, inputs: 1, targets: 1, batch: (indices) => ({ inputs: Matrix.column(indices), targets: map(Matrix.column(indices), (x) => 2 * x) }) };
 * const model = sequential([dense({ units: 1 })], { inputs: 1, loss: halfSquaredError });
 * const { model: trained, steps } = await fit(model, twice, { optimizer: sgd({ learningRate: 0.1 }), epochs: 100, batchSize: 2 });
 * steps // => 200
 * predict(trained, Matrix.row([10])).get(0, 0) // => 20.0
 */
export async function fit(model: Model, dataset: Dataset, options: FitOptions): Promise<FitResult> {
  const run = begin(model, dataset, options);
  const context = contextOf(run);
  try {
    await tell(run.callbacks, (callback) => callback.onTrainBegin?.(context));
    while (run.epoch <= run.epochs && !ended(run)) await trainEpoch(run, context);
    await tell(run.callbacks, (callback) => callback.onTrainEnd?.(context));
  } catch (error) {
    throw isTrainingDiverged(error) ? error : carrying(error, learnedIn(run));
  } finally {
    run.updater.close();
  }
  return { ...learnedIn(run), ...endOf(run), steps: run.steps };
}

function learnedIn(run: Run): Learned {
  const { model, history, halfway, beginning } = run;
  const { parameters, statistics } = halfway ? beginning : run;
  const training = halfway ? beginning.training : stateOf(run, { view: true });
  return { model: withParameters(model, parameters, statistics), training, history };
}

function endOf({ stopReason, epoch, epochs }: Run): Pick<FitResult, 'stopped' | 'reason'> {
  if (stopReason !== undefined) return { stopped: 'stopped', reason: stopReason };
  return { stopped: epoch > epochs ? 'finished' : 'aborted' };
}
