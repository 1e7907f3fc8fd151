import type { Batch, Dataset, Random, Workspace } from '@handgrad/core-math';
import type { OptimizerState, Parameters } from '../contracts.js';
import { copyParameters, withParameters, type Model } from '../model/model.js';
import { checkInputs, namingTheSample } from './checkData.js';
import { evaluate } from './evaluate.js';
import type { FitOptions } from './fit.js';
import { tally, type EpochRecord } from './history.js';
import { trainingDiverged } from './trainingDiverged.js';
import { trainingStep, type TrainingStep } from './trainingStep.js';

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
  /** The parameters with which the last epoch began that had a finite first loss. */
  good: Parameters;
  state: OptimizerState;
  steps: number;
}

/** One epoch; undefined when it was aborted on the way. */
export async function trainEpoch(run: Run, epoch: number): Promise<EpochRecord | undefined> {
  const { dataset, options, batchSize, workspace, parameters } = run;
  const start = performance.now();
  const steps = Math.ceil(dataset.size / batchSize);
  const order = run.random.permutation(dataset.size);
  const means = tally();
  for (let step = 1; step <= steps; step++) {
    if (options.signal?.aborted) return undefined;
    const indices = order.subarray((step - 1) * batchSize, step * batchSize);
    const batch = dataset.batch(indices, {
      inputs: workspace.take('inputs', indices.length, dataset.inputs),
      targets: workspace.take('targets', indices.length, dataset.targets),
    });
    checkInputs('fit', batch.inputs, indices);
    const before = step === 1 && epoch > 1 ? copyParameters(parameters) : undefined;
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

async function validated({ model, options, parameters, workspace }: Run): Promise<Partial<EpochRecord>> {
  if (!options.validation) return {};
  const { loss, accuracy } = await evaluate(model, options.validation, {
    parameters,
    workspace: workspace.within('validation'),
  });
  return { validationLoss: loss, ...(accuracy !== undefined && { validationAccuracy: accuracy }) };
}

function diverged(run: Run, found: string, epoch: number, step: number): Error {
  return trainingDiverged(found, { model: withParameters(run.model, run.good), history: run.history, epoch, step });
}
