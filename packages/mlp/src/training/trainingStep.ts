import type { Batch, Workspace } from '@handgrad/core-math';
import type { Optimizer, OptimizerState, Parameters, Updated } from '../contracts.js';
import { backpropagate } from '../model/backpropagate.js';
import type { Model } from '../model/model.js';

export interface TrainingStepOptions {
  /** Other parameters than the model's own. */
  readonly parameters?: Parameters;
  readonly workspace?: Workspace;
  /** true writes the new parameters and state over the old ones. */
  readonly inPlace?: boolean;
}

export interface TrainingStep extends Updated {
  /** The mean loss of the batch, before the update. */
  readonly loss: number;
  readonly accuracy?: number;
}

/**
 * w <- w + update(dL/dw)
 *
 * One update from one batch: forward, backward, and a step of the optimizer. `fit` is this in a loop.
 * When the loss is not finite, nothing is updated: the parameters and the state come back as they were.
 *
 * @throws RangeError when shapes do not fit.
 * @example
 * const model = sequential([dense({ units: 1, initializer: initializers.zeros })], { inputs: 1, loss: halfSquaredError });
 * const rule = sgd({ learningRate: 0.5 });
 * const batch = { inputs: Matrix.row([2]), targets: Matrix.row([3]) };
 * const step = trainingStep(model, batch, rule, rule.initialize(model.parameters));
 * step.loss // => 4.5
 * step.parameters['dense1.weights'].toRows() // => [[3]]
 */
export function trainingStep(
  model: Model,
  batch: Batch,
  optimizer: Optimizer,
  state: OptimizerState,
  { parameters = model.parameters, workspace, inPlace = false }: TrainingStepOptions = {},
): TrainingStep {
  const { loss, outputs, gradients } = backpropagate(model, batch, { parameters, ...(workspace && { workspace }) });
  const accuracy = Number.isFinite(loss) ? model.head.accuracy?.(outputs, batch.targets) : undefined;
  const rating = { loss, ...(accuracy !== undefined && { accuracy }) };
  if (!Number.isFinite(loss)) return { ...rating, parameters, state };
  const into = inPlace ? { parameters, state } : undefined;
  return { ...rating, ...optimizer.step(parameters, gradients, state, into) };
}
