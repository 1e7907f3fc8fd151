import type { Batch, Dataset, Random, Workspace } from '@handgrad/core-math';
import type { OptimizerState, Parameters } from '../contracts.js';
import { batchFrom } from '../model/batchFrom.js';
import { forwardPass } from '../model/forwardPass.js';
import { copyParameters, copyState, withParameters, type Model } from '../model/model.js';
import { checkInputs, namingTheSample } from './checkData.js';
import { evaluate } from './evaluate.js';
import type { FitOptions } from './fit.js';
import { tally, type EpochRecord } from './history.js';
import { trainingDiverged } from './trainingDiverged.js';
import { trainingStep, type TrainingStep } from './trainingStep.js';

/** All that changes while it trains, as it was when an epoch began. */
export interface Beginning {
  readonly parameters: Parameters;
  readonly optimizerState: OptimizerState;
  readonly randomState: readonly number[];
}

/** What an epoch needs; `state` is replaced step by step, `parameters` are written in place. */
export interface Run {
  readonly model: Model;
  readonly dataset: Dataset;
  readonly options: FitOptions;
  readonly batchSize: number;
  readonly random: Random;
  readonly workspace: Workspace;
  readonly breathe: () => Promise<void> | undefined;
  readonly parameters: Parameters;
  readonly history: EpochRecord[];
  /** With what the last epoch began that had a finite first loss. */
  good: Beginning;
  state: OptimizerState;
  steps: number;
}

/** One epoch; undefined when it was aborted on the way. */
export async function trainEpoch(run: Run, epoch: number): Promise<EpochRecord | undefined> {
  const { dataset, options, batchSize, workspace, parameters } = run;
  const start = performance.now();
  const steps = Math.ceil(dataset.size / batchSize);
  const randomState = run.random.state();
  const order = run.random.permutation(dataset.size);
  const means = tally();
  let batch: Batch | undefined;
  for (let step = 1; step <= steps; step++) {
    if (options.signal?.aborted) return undefined;
    const indices = order.subarray((step - 1) * batchSize, step * batchSize);
    batch = batchFrom('fit', dataset, indices, workspace);
    checkInputs('fit', batch.inputs, indices);
    const before: Beginning | undefined =
      step === 1 && epoch > 1
        ? { parameters: copyParameters(parameters), optimizerState: copyState(run.state), randomState }
        : undefined;
    const done = learn(run, batch, indices);
    if (!Number.isFinite(done.loss)) throw diverged(run, `a loss of ${done.loss}`, epoch, step);
    if (before) run.good = before;
    run.state = done.state;
    run.steps++;
    means.add(indices.length, done.loss, done.accuracy);
    options.onBatchEnd?.({
      epoch,
      epochs: options.epochs,
      step,
      steps,
      loss: done.loss,
      meanLoss: means.loss(),
      ...(done.accuracy !== undefined && { accuracy: done.accuracy, meanAccuracy: means.accuracy()! }),
    });
    await run.breathe();
  }
  const broken = Object.keys(parameters).find((name) => !parameters[name].data.every(Number.isFinite));
  if (broken) throw diverged(run, `NaN or Infinity in ${broken}`, epoch, steps);
  if (batch && epoch === options.epochs) measureLastUpdate(run, batch, steps);
  const accuracy = means.accuracy();
  return {
    epoch,
    loss: means.loss(),
    ...(accuracy !== undefined && { accuracy }),
    ...(await validated(run)),
    seconds: (performance.now() - start) / 1000,
  };
}

function learn(
  { model, options, state, parameters, workspace }: Run,
  batch: Batch,
  indices: Uint32Array,
): TrainingStep {
  try {
    return trainingStep(model, batch, options.optimizer, state, { parameters, workspace, inPlace: true });
  } catch (error) {
    throw namingTheSample('fit', error, indices);
  }
}

/** Of every other update the next batch tells whether it went wrong. */
function measureLastUpdate(run: Run, { inputs, targets }: Batch, step: number): void {
  const { model, options, parameters, workspace } = run;
  const { outputs } = forwardPass(model, inputs, { parameters, workspace });
  const loss = model.head.value(outputs, targets);
  if (Number.isFinite(loss)) return;
  throw diverged(run, `a loss of ${loss} after the update`, options.epochs, step);
}

async function validated({ model, options, parameters, workspace }: Run): Promise<Partial<EpochRecord>> {
  if (!options.validation) return {};
  const { loss, accuracy } = await evaluate(model, options.validation, {
    parameters,
    workspace: workspace.within('validation'),
  });
  return { validationLoss: loss, ...(accuracy !== undefined && { validationAccuracy: accuracy }) };
}

function diverged(run: Run, found: string, epoch: number, step: number): Error {
  const { parameters, ...states } = run.good;
  return trainingDiverged(found, {
    model: withParameters(run.model, parameters),
    history: run.history,
    ...states,
    epoch,
    step,
  });
}
