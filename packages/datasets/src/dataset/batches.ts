import type { Batch, Dataset, Random } from '@handgrad/core-math';
import { generatorGiven, wholeNumber } from '../boundary.js';

export interface BatchOptions {
  /** The number of samples in a batch; the last one holds what is left. */
  readonly batchSize: number;
  /** Given: every pass over the batches is in a new random order. Absent: in the order of the samples. */
  readonly random?: Random;
  /** Leave the last batch out when it is smaller than the others. */
  readonly dropLast?: boolean;
}

/** Something to loop over with `for ... of`, as often as wanted; `count` says how many there are in a pass. */
export interface Batches<Item> extends Iterable<Item> {
  readonly count: number;
}

/**
 * The indices of each mini-batch: every index 0 .. size - 1 exactly once a pass (but for those of a last batch that is dropped).
 * For loops that hand `dataset.batch` memory of their own.
 *
 * @throws TypeError for a `random` that is no generator; RangeError when the size or the batch size is not a whole number >= 1, or all batches would be dropped.
 * @example
 * [...batchIndices(5, { batchSize: 2 })].map((indices) => [...indices]) // => [[0, 1], [2, 3], [4]]
 * batchIndices(1280, { batchSize: 128 }).count // => 10
 */
export function batchIndices(size: number, options: BatchOptions): Batches<Uint32Array> {
  wholeNumber('batchIndices', 'a size', size, 1, 'A data set is never empty.');
  wholeNumber('batchIndices', 'a batchSize', options?.batchSize, 1, 'Common sizes are 32 to 256.');
  const { batchSize, random, dropLast = false } = options;
  if (random !== undefined) generatorGiven('batchIndices', options);
  const count = dropLast ? Math.floor(size / batchSize) : Math.ceil(size / batchSize);
  if (count === 0) {
    throw new RangeError(
      `batchIndices: expected a batchSize of at most ${size} where the last batch is dropped, got ${batchSize}. Nothing would be left.`,
    );
  }
  return {
    count,
    *[Symbol.iterator]() {
      const order = random ? random.permutation(size) : Uint32Array.from({ length: size }, (_, i) => i);
      for (let b = 0; b < count; b++) yield order.subarray(b * batchSize, Math.min((b + 1) * batchSize, size));
    },
  };
}

/**
 * The mini-batches of a data set, each fetched when the loop reaches it.
 *
 * @throws TypeError for a `random` that is no generator; RangeError when the batch size is not a whole number >= 1, or all batches would be dropped.
 * @example
 * [...batches(xor(), { batchSize: 3 })].map((batch) => batch.inputs.shape) // => ['3 x 2', '1 x 2']
 */
export function batches(dataset: Dataset, options: BatchOptions): Batches<Batch> {
  const passes = batchIndices(dataset.size, options);
  return {
    count: passes.count,
    *[Symbol.iterator]() {
      for (const indices of passes) yield dataset.batch(indices);
    },
  };
}
