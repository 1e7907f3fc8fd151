import { randomFromState } from '@handgrad/core-math';
import { rangeOf } from '../model/predict.js';
import { tell } from './callbacks.js';
import type { Callback, TrainingContext } from './contracts.js';
import { evaluate } from './evaluate.js';
import type { EpochRecord } from './history.js';
import { momentOf, type Run } from './run.js';
import { checkLastUpdate, checkSomethingCounted, update } from './update.js';

/** Whether no further update shall be made. */
export function ended({ options, stopReason }: Run): boolean {
  return stopReason !== undefined || (options.signal?.aborted ?? false);
}

/** One epoch, or what is left of it; it returns early where training is to end. */
export async function trainEpoch(run: Run, context: TrainingContext): Promise<void> {
  const { callbacks, dataset, batchSize, stepsPerEpoch } = run;
  const began = performance.now();
  run.beginning = run.steps === run.good.training.steps ? run.good : momentOf(run);
  if (run.step === 0) {
    // The epoch is told of again when training goes on: so callbacks too must go on from before it.
    run.halfway = true;
    await tell(callbacks, (callback) => callback.onEpochBegin?.(run.epoch, context));
    run.halfway = false;
  }
  const generator = randomFromState(run.orderState);
  const order = run.shuffle ? generator.permutation(dataset.size) : rangeOf(0, dataset.size);
  const indicesOf = (step: number): Uint32Array => order.subarray(step * batchSize, (step + 1) * batchSize);

  while (run.step < stepsPerEpoch) {
    const records = await update(run, indicesOf);
    await tell(callbacks, ...records.map((record) => (callback: Callback) => callback.onBatchEnd?.(record, context)));
    await run.breathe();
    if (ended(run)) return;
  }

  checkSomethingCounted(run);
  checkLastUpdate(run, indicesOf(stepsPerEpoch - 1));
  const record = await recordOf(run, began);
  run.history.push(record);
  run.epoch++;
  run.step = 0;
  run.orderState = generator.state();
  run.score.reset();
  await tell(callbacks, (callback) => callback.onEpochEnd?.(record, context));
}

async function recordOf(run: Run, began: number): Promise<EpochRecord> {
  const { score, optimizer, optimizerState } = run;
  const accuracy = score.accuracy();
  const metrics = score.metrics();
  const { schedule, parameters } = optimizer;
  const learningRate = schedule ? schedule.value(optimizerState.step - 1) : parameters['learningRate'];
  return {
    epoch: run.epoch,
    loss: score.loss(),
    ...(accuracy !== undefined && { accuracy }),
    ...(metrics && { metrics }),
    ...(await validated(run)),
    ...(learningRate !== undefined && { learningRate }),
    seconds: (performance.now() - began) / 1000,
  };
}

async function validated({
  model,
  options,
  validation,
  parameters,
  statistics,
  workspace,
}: Run): Promise<Partial<EpochRecord>> {
  if (!validation) return {};
  const { metrics = [], weightedMetrics = [] } = options;
  const measured = await evaluate(model, validation, {
    parameters,
    statistics,
    metrics,
    weightedMetrics,
    workspace: workspace.within('validation'),
  });
  return {
    validationLoss: measured.loss,
    ...(measured.accuracy !== undefined && { validationAccuracy: measured.accuracy }),
    ...(measured.metrics && { validationMetrics: measured.metrics }),
  };
}
