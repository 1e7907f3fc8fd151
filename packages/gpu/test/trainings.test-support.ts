/** Trainings on a device beside the same ones of mlp, update by update. */
import { Matrix, randomGenerator, type Random } from '@handgrad/core-math';
import {
  penaltyOf,
  trainingStep,
  type Clipping,
  type DeviceBatch,
  type DeviceMoment,
  type DeviceTraining,
  type DeviceUpdates,
  type Model,
  type Optimizer,
  type Parameters,
} from '@handgrad/mlp';
import { expectClose, type Tolerance } from './closeness.test-support.js';

export interface Training {
  readonly model: Model;
  readonly optimizer: Optimizer;
  readonly clipping?: Clipping;
}

/** Made-up samples, with class indices or numbers for targets, as the model needs them. */
export function batchesFor(
  { inputs, outputs, head }: Model,
  { updates, rows, weighted = false }: { readonly updates: number; readonly rows: number; readonly weighted?: boolean },
): readonly Omit<DeviceBatch, 'noise'>[] {
  const random = randomGenerator(7);
  const columns = head.targetColumns(outputs);
  const target = (row: number, column: number): number => {
    const chosen = row % Math.max(2, columns);
    return columns === 1 ? chosen : Number(column === chosen);
  };
  return Array.from({ length: updates }, (_, k) => ({
    indices: Uint32Array.from({ length: rows }, (_row, i) => k * rows + i),
    inputs: Matrix.generate(rows, inputs, () => random.uniform() * 4 - 2),
    targets: Matrix.generate(rows, columns, target),
    ...(weighted && { weights: Float64Array.from({ length: rows }, () => random.uniform()) }),
  }));
}

/** The samples of these numbers, counted through all batches. */
export function samplesAt(
  batches: readonly Omit<DeviceBatch, 'noise'>[],
  indices: Uint32Array,
): { readonly inputs: Matrix; readonly targets: Matrix } {
  const rowsOf = (matrices: readonly Matrix[]): number[][] => matrices.flatMap((matrix) => matrix.toRows());
  const inputs = rowsOf(batches.map((batch) => batch.inputs!));
  const targets = rowsOf(batches.map((batch) => batch.targets));
  return {
    inputs: Matrix.fromRows(Array.from(indices, (i) => inputs[i])),
    targets: Matrix.fromRows(Array.from(indices, (i) => targets[i])),
  };
}

export function beginningOf({ model, optimizer }: Training): DeviceMoment {
  const { parameters, statistics } = model;
  return { parameters, statistics, optimizerState: optimizer.initialize(parameters) };
}

/** The same updates by the steps of mlp, in float64. */
export function updatesHere(
  { model, optimizer, clipping }: Training,
  before: DeviceMoment,
  batches: readonly Omit<DeviceBatch, 'noise'>[],
  random: Random,
): DeviceUpdates {
  let now = before;
  const outputs: Matrix[] = [];
  const penalties: number[] = [];
  for (const { inputs, targets, weights } of batches) {
    const { parameters, statistics, optimizerState } = now;
    penalties.push(penaltyOf(model, parameters));
    const batch = { inputs: inputs!, targets, ...(weights && { weights }) };
    const step = trainingStep(model, batch, optimizer, optimizerState, {
      parameters,
      statistics,
      random,
      ...(clipping && { clipping }),
    });
    outputs.push(step.outputs);
    now = { parameters: step.parameters, statistics: step.statistics, optimizerState: step.state };
  }
  return { ...now, outputs, penalties };
}

/** Those of a compiled training, so many at once: what comes back from one call is what the next begins with. */
export async function updatesThere(
  training: DeviceTraining,
  before: DeviceMoment,
  batches: readonly Omit<DeviceBatch, 'noise'>[],
  { random, atOnce }: { readonly random: Random; readonly atOnce: number },
): Promise<DeviceUpdates> {
  let now: DeviceUpdates = { ...before, outputs: [], penalties: [] };
  for (let k = 0; k < batches.length; k += atOnce) {
    const some = batches.slice(k, k + atOnce);
    const drawn = some.map((batch) => ({ ...batch, noise: training.draw(random, batch.indices.length) }));
    const next = await training.update(now, drawn);
    now = {
      ...next,
      outputs: [...now.outputs, ...next.outputs],
      penalties: [...now.penalties, ...next.penalties],
    };
  }
  return now;
}

/** Losses update by update, then all that the updates changed. */
export function expectSameUpdates(
  { head }: Model,
  batches: readonly Omit<DeviceBatch, 'noise'>[],
  got: DeviceUpdates,
  expected: DeviceUpdates,
  tolerance: Tolerance,
): void {
  const losses = ({ outputs, penalties }: DeviceUpdates): number[] =>
    batches.map(({ targets, weights }, k) => head.value(outputs[k], targets, weights) + penalties[k]);
  expectClose(losses(got), losses(expected), tolerance, 'losses');
  for (const [what, there, here] of [
    ['parameters', got.parameters, expected.parameters],
    ['statistics', got.statistics, expected.statistics],
    ...Object.entries(expected.optimizerState.slots).map(
      ([slot, here]) => [slot, got.optimizerState.slots[slot], here] as const,
    ),
  ] as const satisfies (readonly [string, Parameters, Parameters])[]) {
    for (const name of Object.keys(here)) expectClose(there[name].data, here[name].data, tolerance, `${what} ${name}`);
  }
}
