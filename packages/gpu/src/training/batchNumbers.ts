import type { DeviceBatch, DeviceSamples, Model } from '@handgrad/mlp';
import type { Noise } from '../network/networkOf.js';
import type { Numbers } from './namedPlan.js';
import { rowScales } from './rowScales.js';

export interface BatchPlaces {
  readonly noise: readonly Noise[];
  readonly samples: DeviceSamples | undefined;
  /** Whether the device has the samples, so that their numbers are enough. */
  readonly isHeld: boolean;
}

/** What a plan is told of its batches, one below the other. All of them have `rows` samples. */
export function batchNumbers(
  { inputs: columns, outputs, head }: Model,
  batches: readonly DeviceBatch[],
  { noise: drawn, samples, isHeld }: BatchPlaces,
): Numbers {
  const rows = batches[0].indices.length;
  const named = isHeld
    ? { order: stacked(batches.map(({ indices }) => indices)) }
    : { inputs: stacked(batches.flatMap((batch) => inputsOf(batch, samples, columns))) };
  return {
    ...named,
    targets: stacked(batches.map(({ targets }) => targets.data)),
    scales: stacked(batches.map(({ weights }) => rowScales(head, { rows, columns: outputs }, weights))),
    ...Object.fromEntries(
      drawn.map(({ layer }, i) => [`noise.${layer}`, stacked(batches.map(({ noise }) => noise[i]))]),
    ),
  };
}

/** Those that the batch brings, or its samples among all, in parts. */
function inputsOf(
  { inputs, indices }: DeviceBatch,
  samples: DeviceSamples | undefined,
  columns: number,
): readonly ArrayLike<number>[] {
  if (inputs) return [inputs.data];
  if (!samples) {
    throw new TypeError(
      'update: expected batches with inputs, got one without. Compile the training with samples, or pass the inputs of each batch.',
    );
  }
  return Array.from(indices, (i) => samples.inputs.subarray(i * columns, (i + 1) * columns));
}

/** One after the other. */
function stacked(parts: readonly ArrayLike<number>[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
