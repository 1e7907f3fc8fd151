import type { OptimizerState } from '../contracts.js';
import type { Model } from '../model/model.js';
import type { EpochRecord } from './history.js';

/**
 * Training met a loss or a parameter that is not finite, and stopped. Nothing is lost: `model` holds the last parameters
 * with which an epoch began and had a finite loss (the first ones, when the first epoch failed), `optimizerState` and
 * `randomState` belong to that moment, and `history` has all epochs that ended.
 */
export interface TrainingDiverged extends RangeError {
  readonly name: 'TrainingDiverged';
  readonly model: Model;
  readonly optimizerState: OptimizerState;
  readonly randomState: readonly number[];
  readonly history: readonly EpochRecord[];
  /** Counted from 1. */
  readonly epoch: number;
  /** The update within the epoch, counted from 1. */
  readonly step: number;
}

/** Whether an error is the one that `fit` throws when training diverges. */
export function isTrainingDiverged(error: unknown): error is TrainingDiverged {
  return error instanceof RangeError && error.name === 'TrainingDiverged';
}

/** Makes the error: at which epoch and step, what was found, and what to try. */
export function trainingDiverged(found: string, details: Omit<TrainingDiverged, keyof RangeError>): TrainingDiverged {
  const error = new RangeError(
    `fit: expected a finite loss, got ${found} at epoch ${details.epoch}, step ${details.step}. ` +
      'Try a learning rate ten times smaller, inputs scaled to about -1 .. 1, or a loss that takes logits (softmaxCrossEntropy instead of softmax and categoricalCrossEntropy); ' +
      'error.model holds the parameters from before.',
  );
  return Object.assign(error, { name: 'TrainingDiverged' as const, ...details });
}
