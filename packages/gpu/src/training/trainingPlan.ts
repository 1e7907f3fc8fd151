import type { ClippingKernel } from '../clipping/clippingKernel.js';
import type { Device, Operations, Shape, Tensor } from '../contracts.js';
import type { Network } from '../network/networkOf.js';
import type { OptimizerKernel } from '../optimizers/optimizerKernel.js';
import type { RegularizerKernel } from '../regularizers/index.js';
import { compileNamed, grouped, groupOf, type NamedPlan, type Shapes, type Tensors } from './namedPlan.js';
import { penaltySum, withPenalties } from './penalties.js';
import { recorded } from './record.js';

/** What updates are made of. */
export interface UpdateParts {
  readonly network: Network;
  readonly penalties: Readonly<Record<string, RegularizerKernel>>;
  readonly clipping: ClippingKernel | undefined;
  readonly optimizer: OptimizerKernel;
  readonly slotNames: readonly string[];
  /** All inputs, where the device holds them. */
  readonly samples: (Shape & { readonly data: Float32Array }) | undefined;
  /** By the names that the model has for them. */
  readonly parameters: Shapes;
  readonly statistics: Shapes;
  readonly inputColumns: number;
  readonly targetColumns: number;
  readonly outputColumns: number;
}

export interface PlanSize {
  readonly updates: number;
  /** Samples a batch. */
  readonly rows: number;
}

/** What updates change. */
interface Moment {
  readonly parameters: Tensors;
  readonly statistics: Tensors;
  /** By the names of the slots. */
  readonly slots: Readonly<Record<string, Tensors>>;
}

/**
 * for k = 0, 1, ..., updates - 1: parameters, statistics, slots <- those after batch k
 *
 * Many updates as one plan: what changes stays on the device from one to the next. The batches stand one below the other in
 * the same matrices, batch k from row k * rows on; row k of `numbers` is what the optimizer needs for it.
 *
 * Results: `parameters.*`, `statistics.*` and `slots.*` after the last update; `outputs` of the network for each batch, before
 * its update, and `penalties`, one row an update, where the model has any.
 */
export function trainingPlan(device: Pick<Device, 'compile'>, parts: UpdateParts, size: PlanSize): NamedPlan {
  const { samples } = parts;
  return compileNamed(device, inputShapes(parts, size), (operations, given) => {
    const held = samples && operations.resident(samples.data, samples.rows, samples.columns);
    let moment: Moment = {
      parameters: groupOf('parameters', given),
      statistics: groupOf('statistics', given),
      slots: Object.fromEntries(parts.slotNames.map((slot) => [slot, groupOf(`slots.${slot}`, given)])),
    };
    let clock = given['clock'];
    let outputs: Tensor | undefined;
    let penalties: Tensor | undefined;
    for (let k = 0; k < size.updates; k++) {
      if (k > 0) clock = operations.map({ formula: nextOnClock }, clock);
      const update = updateAt(operations, parts, { ...size, given, held, clock }, moment);
      const writing = { clock, updates: size.updates };
      outputs = recorded(operations, outputs, update.outputs, writing);
      penalties = update.penalty && recorded(operations, penalties, update.penalty, writing);
      moment = update.moment;
    }
    return {
      ...grouped('parameters', moment.parameters),
      ...grouped('statistics', moment.statistics),
      ...slotsByPath(moment.slots),
      ...(outputs && { outputs }),
      ...(penalties && { penalties }),
    };
  });
}

/** What the plan is given: matrices by name. */
export function inputShapes(parts: UpdateParts, { updates, rows }: PlanSize): Shapes {
  const all = updates * rows;
  const { network, optimizer, samples, parameters, statistics, slotNames } = parts;
  return {
    clock: { rows: 1, columns: 1 },
    numbers: { rows: updates, columns: optimizer.numbers(1, 1).length },
    scales: { rows: all, columns: 1 },
    ...(samples ? { order: { rows: all, columns: 1 } } : { inputs: { rows: all, columns: parts.inputColumns } }),
    targets: { rows: all, columns: parts.targetColumns },
    ...Object.fromEntries(network.noise.map(({ layer, columns }) => [`noise.${layer}`, { rows: all, columns }])),
    ...grouped('parameters', parameters),
    ...grouped('statistics', statistics),
    ...slotsByPath(Object.fromEntries(slotNames.map((slot) => [slot, parameters]))),
  };
}

/** The most columns of a matrix that has rows for every sample of every update. */
export function widestColumns(parts: UpdateParts): number {
  const noise = parts.network.noise.map(({ columns }) => columns);
  return Math.max(parts.samples ? 1 : parts.inputColumns, parts.targetColumns, parts.outputColumns, ...noise);
}

/** Where a plan is while it is being built. */
interface Standing extends PlanSize {
  readonly given: Tensors;
  /** All samples, where the device holds them. */
  readonly held: Tensor | undefined;
  readonly clock: Tensor;
}

/** The update of one batch, that which the clock tells. */
function updateAt(
  operations: Operations,
  parts: UpdateParts,
  { rows, given, held, clock }: Standing,
  { parameters, statistics, slots }: Moment,
): { readonly outputs: Tensor; readonly penalty: Tensor | undefined; readonly moment: Moment } {
  const { network, penalties, clipping, optimizer } = parts;
  const rowsNow = (name: string): Tensor => operations.rowBlock(given[name], clock, rows);
  const inputs = held ? operations.rowsAt(held, rowsNow('order')) : rowsNow('inputs');
  const penalty = penaltySum(operations, penalties, parameters);
  const pass = network.pass(operations, {
    // In a place of its own: products read each entry many times.
    inputs: operations.copy(inputs),
    targets: rowsNow('targets'),
    scales: rowsNow('scales'),
    noise: Object.fromEntries(network.noise.map(({ layer }) => [layer, rowsNow(`noise.${layer}`)])),
    parameters,
    statistics,
  });
  const gradients = withPenalties(operations, penalties, parameters, pass.gradients);
  const clipped = clipping ? clipping(operations, gradients) : gradients;
  const numbers = Array.from({ length: given['numbers'].columns }, (_, j) =>
    operations.entryAt(given['numbers'], clock, j),
  );
  const moved = Object.entries(parameters).map(([name, w]) => {
    const own = Object.fromEntries(Object.entries(slots).map(([slot, tensors]) => [slot, tensors[name]]));
    return { name, ...optimizer.move(operations, { w, g: clipped[name], slots: own }, numbers) };
  });
  const moment = {
    parameters: Object.fromEntries(moved.map(({ name, w }) => [name, w])),
    statistics: pass.statistics,
    slots: Object.fromEntries(
      parts.slotNames.map((slot) => [slot, Object.fromEntries(moved.map((one) => [one.name, one.slots[slot]]))]),
    ),
  };
  return { outputs: pass.outputs, penalty, moment };
}

/** { velocity: { 'dense1.bias': entry } } as { 'slots.velocity.dense1.bias': entry } */
export function slotsByPath<Entry>(
  slots: Readonly<Record<string, Readonly<Record<string, Entry>>>>,
): Record<string, Entry> {
  return Object.assign(
    {},
    ...Object.entries(slots).map(([slot, entries]) => grouped(`slots.${slot}`, entries)),
  ) as Record<string, Entry>;
}

function nextOnClock(now: number): number {
  return now + 1;
}
