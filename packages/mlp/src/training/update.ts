import type { Batch } from '@handgrad/core-math';
import { batchFrom } from '../model/batchFrom.js';
import { forwardPass } from '../model/forwardPass.js';
import { withParameters } from '../model/model.js';
import { allFinite, checkWeight, countsNothing, forSamples } from './checkData.js';
import type { BatchRecord } from './history.js';
import type { Run } from './run.js';
import type { Rated } from './score.js';
import { trainingDiverged } from './trainingDiverged.js';
import type { Sampled } from './updater.js';

/**
 * The next updates, as many as are made at once: afterwards parameters, statistics and position are those after the last,
 * and what each batch came to is counted. One record for each.
 */
export async function update(run: Run, indicesOf: (step: number) => Uint32Array): Promise<readonly BatchRecord[]> {
  const batches = nextBatches(run, indicesOf);
  const learned = await run.updater.learn(
    run,
    batches.filter((batch) => !countsNothing(batch)),
  );
  run.noiseState = run.noise.state();
  run.halfway = true;
  const records = batches.map((batch, i) => count(run, batch, learned[i] ?? pass(run, batch)));
  run.halfway = false;
  return records;
}

/** Those of this epoch that can be learned from at once: of one size, and the last of them may be one that counts nothing. */
function nextBatches(run: Run, indicesOf: (step: number) => Uint32Array): Sampled[] {
  const { updater, workspace, stepsPerEpoch } = run;
  const batches: Sampled[] = [];
  const end = Math.min(stepsPerEpoch, run.step - (run.step % updater.atOnce) + updater.atOnce);
  for (let step = run.step; step < end; step++) {
    const indices = indicesOf(step);
    if (batches.length > 0 && indices.length !== batches[0].indices.length) break;
    const batch = updater.fetch(run, indices, workspace.within(`batch${batches.length}`));
    batches.push(batch);
    run.batch = batch;
    if (countsNothing(batch)) break;
  }
  return batches;
}

/** Nothing to learn: an update that leaves all as it is. The samples are still counted where each counts once. */
function pass(run: Run, batch: Sampled): Rated {
  const { model, parameters, statistics, workspace } = run;
  const { inputs, targets } = withInputs(run, batch);
  return forSamples('fit', batch.indices, () => {
    const { outputs } = forwardPass(model, inputs, { parameters, statistics, workspace });
    return { loss: 0, accuracy: model.head.accuracy?.(outputs, targets), outputs };
  });
}

function withInputs({ dataset, workspace }: Run, batch: Sampled): Batch {
  const { inputs, indices } = batch;
  return inputs ? { ...batch, inputs } : batchFrom('fit', dataset, indices, workspace);
}

/** @throws TrainingDiverged when the loss is not finite. */
function count(run: Run, batch: Sampled, { loss, accuracy, outputs }: Rated): BatchRecord {
  const { score } = run;
  if (!Number.isFinite(loss)) throw diverged(run, `a loss of ${loss}`, run.step + 1);
  run.step++;
  run.steps++;
  forSamples('fit', batch.indices, () => score.add(batch, { loss, accuracy, outputs }));
  // The loss before an update is finite: so the first that counts shows that all was well when the epoch began.
  if (score.weight() > 0) run.good = run.beginning;
  const meanAccuracy = score.accuracy();
  return {
    epoch: run.epoch,
    epochs: run.epochs,
    step: run.step,
    steps: run.stepsPerEpoch,
    loss,
    meanLoss: score.loss(),
    ...(accuracy !== undefined && { accuracy }),
    ...(meanAccuracy !== undefined && { meanAccuracy }),
  };
}

/** @throws RangeError when all samples of the epoch had weight 0. */
export function checkSomethingCounted({ score }: Run): void {
  checkWeight('fit', score.weight());
}

/** What the next batch tells of every other update: whether it went wrong. Here the last batch is asked once more. */
export function checkLastUpdate(run: Run, indices: Uint32Array): void {
  const { model, dataset, parameters, statistics, workspace } = run;
  const numbers = { ...parameters, ...statistics };
  const broken = Object.keys(numbers).find((name) => !allFinite(numbers[name].data));
  if (broken) throw diverged(run, `NaN or Infinity in ${broken}`, run.step);
  if (run.epoch < run.epochs) return;
  const batch = run.batch ? withInputs(run, run.batch) : batchFrom('fit', dataset, indices, workspace);
  const { inputs, targets } = batch;
  const weights = countsNothing(batch) ? undefined : batch.weights;
  const { outputs } = forwardPass(model, inputs, { parameters, statistics, workspace });
  const loss = model.head.value(outputs, targets, weights);
  if (!Number.isFinite(loss)) throw diverged(run, `a loss of ${loss} after the update`, run.step);
}

function diverged({ model, good, history, epoch }: Run, found: string, step: number): Error {
  const { parameters, statistics, training } = good;
  return trainingDiverged(found, {
    model: withParameters(model, parameters, statistics),
    training,
    history,
    epoch,
    step,
  });
}
