import { Matrix, randomFromState } from '@handgrad/core-math';
import {
  forwardPass,
  penaltyOf,
  trainingStep,
  type DeviceBatch,
  type DeviceMoment,
  type DeviceTrainingOptions,
  type DeviceUpdates,
  type Model,
  type TrainingDevice,
} from '../index.js';

/** What a device was asked for. */
export interface Asked {
  /** Of each call, how many updates. */
  readonly updates: number[];
  /** Whether all samples were brought to it. */
  held: boolean;
  opened: number;
  closed: number;
}

interface PlainDeviceOptions {
  readonly updatesAtOnce?: number;
  readonly maxBytes?: number;
  /** The call that fails, counted from 1. */
  readonly failsAt?: number;
}

/** A device in plain TypeScript: many updates at once, in float64, each a `trainingStep`. */
export function plainDevice({
  updatesAtOnce = 3,
  maxBytes = Infinity,
  failsAt = Infinity,
}: PlainDeviceOptions = {}): TrainingDevice & { readonly asked: Asked } {
  const asked: Asked = { updates: [], held: false, opened: 0, closed: 0 };
  return {
    backend: 'plain',
    maxBytes,
    asked,
    compileTraining(model, options) {
      asked.opened++;
      asked.held = options.samples !== undefined;
      return {
        updatesAtOnce,
        draw(random, rows) {
          const state = random.state();
          // Whatever the layers draw is drawn; and the state before is what it can be drawn from again.
          forwardPass(model, Matrix.zeros(rows, model.inputs), { mode: 'training', random });
          return String(random.state()) === String(state) ? [] : [new Float32Array(Float64Array.from(state).buffer)];
        },
        async update(before, batches) {
          asked.updates.push(batches.length);
          await Promise.resolve();
          if (asked.updates.length === failsAt) throw new Error('the driver was restarted');
          return updated(model, options, before, batches);
        },
        close: () => void asked.closed++,
      };
    },
  };
}

function updated(
  model: Model,
  { optimizer, clipping, samples }: DeviceTrainingOptions,
  before: DeviceMoment,
  batches: readonly DeviceBatch[],
): DeviceUpdates {
  let now = before;
  const outputs: Matrix[] = [];
  const penalties: number[] = [];
  for (const { indices, inputs: own, targets, weights, noise } of batches) {
    const inputs = own ?? Matrix.fromRows(Array.from(indices, (i) => rowOf(samples!.inputs, i, model.inputs)));
    const { parameters, statistics, optimizerState } = now;
    penalties.push(penaltyOf(model, parameters));
    const batch = { inputs, targets, ...(weights && { weights }) };
    const step = trainingStep(model, batch, optimizer, optimizerState, {
      parameters,
      statistics,
      ...(clipping && { clipping }),
      ...(noise.length > 0 && { random: randomFromState(Array.from(new Float64Array(noise[0].buffer))) }),
    });
    outputs.push(step.outputs);
    now = { parameters: step.parameters, statistics: step.statistics, optimizerState: step.state };
  }
  return { ...now, outputs, penalties };
}

function rowOf(numbers: Float32Array, i: number, columns: number): number[] {
  return Array.from(numbers.subarray(i * columns, (i + 1) * columns));
}
