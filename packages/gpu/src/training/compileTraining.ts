import type {
  DeviceBatch,
  DeviceMoment,
  DeviceTraining,
  DeviceTrainingOptions,
  DeviceUpdates,
  Model,
} from '@handgrad/mlp';
import { kernelOfClipping } from '../clipping/kernelOfClipping.js';
import type { Device } from '../contracts.js';
import { networkOf } from '../network/networkOf.js';
import { kernelOfOptimizer } from '../optimizers/kernelOfOptimizer.js';
import { rateAt } from '../optimizers/rateAt.js';
import { matrixOf } from '../plan/matrixOf.js';
import { usedNow } from '../plan/usedNow.js';
import { batchNumbers } from './batchNumbers.js';
import { checkFloat32 } from './checkFloat32.js';
import { fromFloat32, mapped, toFloat32 } from './float32.js';
import { grouped, groupOf, type NamedPlan } from './namedPlan.js';
import { penaltiesOf } from './penalties.js';
import { slotsByPath, trainingPlan, widestColumns, type UpdateParts } from './trainingPlan.js';
import { updatesAtOnce } from './updatesAtOnce.js';

/** Backends whose memory is not the computer's: only there it is worth while to hold all samples. */
const farAway: ReadonlySet<string> = new Set(['webgpu', 'webgl2']);

/** From here on float32 does not know every number of a sample. */
const tooManySamples = 2 ** 24;

/** An epoch needs two, a training that is stopped in mid-epoch another two; each holds memory of the device. */
const plansKept = 4;

/**
 * for each batch: w <- w + update(dL/dw), many batches at once
 *
 * The updates of a model, compiled for a device: what `fit` calls for its option `device`.
 *
 * Within one call, parameters and the state of the optimizer stay on the device; at its end they come back as matrices, so
 * that a training can be saved, stopped, and gone on with anywhere. What the network gave for each batch comes back too:
 * loss, accuracy and metrics are worked out from it in float64, by the formulas that a training without a device uses.
 * Learning rates and bias corrections are worked out here in float64, and noise is drawn here: so a training on a device
 * takes the way of one without, as far as float32 can tell them apart.
 *
 * @throws RangeError for a layer, loss, optimizer, clipping or regularizer that the device has not, by name, and for one of
 * their numbers that float32 cannot hold.
 */
export function compileTraining(
  device: Pick<Device, 'backend' | 'software' | 'maxBytes' | 'compile'>,
  model: Model,
  { optimizer, clipping, batchSize, samples }: DeviceTrainingOptions,
): DeviceTraining {
  checkFloat32(optimizer);
  if (clipping) checkFloat32(clipping);
  const count = samples ? samples.inputs.length / model.inputs : 0;
  const isHeld = samples !== undefined && farAway.has(device.backend) && count < tooManySamples;
  const parts: UpdateParts = {
    network: networkOf(model),
    penalties: penaltiesOf(model),
    clipping: clipping && kernelOfClipping(clipping),
    optimizer: kernelOfOptimizer(optimizer),
    slotNames: Object.keys(optimizer.initialize({}).slots),
    samples: isHeld ? { data: samples.inputs, rows: count, columns: model.inputs } : undefined,
    parameters: mapped(model.parameters, ({ rows, columns }) => ({ rows, columns })),
    statistics: mapped(model.statistics, ({ rows, columns }) => ({ rows, columns })),
    inputColumns: model.inputs,
    targetColumns: model.head.targetColumns(model.outputs),
    outputColumns: model.outputs,
  };
  const plans = new Map<string, NamedPlan>();

  function planFor(updates: number, rows: number): NamedPlan {
    const make = (): NamedPlan => trainingPlan(device, parts, { updates, rows });
    const { entry, dropped } = usedNow(plans, `${updates} x ${rows}`, plansKept, make);
    dropped?.close();
    return entry;
  }

  async function update(before: DeviceMoment, batches: readonly DeviceBatch[]): Promise<DeviceUpdates> {
    const rows = checkedRows(batches);
    const { step, slots } = before.optimizerState;
    const results = await planFor(batches.length, rows).run({
      clock: Float32Array.of(0),
      numbers: Float32Array.from(
        batches.flatMap((_, k) => parts.optimizer.numbers(rateAt(optimizer, step + k), step + k + 1)),
      ),
      ...batchNumbers(model, batches, { noise: parts.network.noise, samples, isHeld }),
      ...grouped('parameters', toFloat32(before.parameters)),
      ...grouped('statistics', toFloat32(before.statistics)),
      ...slotsByPath(mapped(slots, toFloat32)),
    });
    const { outputs, penalties } = results;
    const size = rows * model.outputs;
    return {
      parameters: fromFloat32(groupOf('parameters', results), parts.parameters),
      statistics: fromFloat32(groupOf('statistics', results), parts.statistics),
      optimizerState: {
        step: step + batches.length,
        slots: mapped(slots, (_, slot) => fromFloat32(groupOf(`slots.${slot}`, results), parts.parameters)),
      },
      outputs: batches.map((_, k) =>
        matrixOf(outputs.subarray(k * size, (k + 1) * size), { rows, columns: model.outputs }),
      ),
      penalties: batches.map((_, k) => (penalties ? penalties[k] : 0)),
    };
  }

  return Object.freeze<DeviceTraining>({
    updatesAtOnce: updatesAtOnce(device, model, { batchSize, columns: widestColumns(parts) }),
    draw: (random, rows) => parts.network.noise.map(({ draw }) => draw(random, rows)),
    update,
    close() {
      for (const plan of plans.values()) plan.close();
      plans.clear();
    },
  });
}

/** @throws RangeError when there are no batches, or not all are as large as the first. */
function checkedRows(batches: readonly DeviceBatch[]): number {
  const sizes = [...new Set(batches.map(({ indices }) => indices.length))];
  if (sizes.length === 1 && sizes[0] > 0) return sizes[0];
  throw new RangeError(
    `update: expected batches that all have the same number of samples, got ${sizes.length === 0 ? 'none' : sizes.join(', ')}. Pass the last, smaller batch in a call of its own.`,
  );
}
