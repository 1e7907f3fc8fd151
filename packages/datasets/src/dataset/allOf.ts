import type { Batch, Dataset } from '@handgrad/core-math';

/**
 * All samples as one batch, in order. Meant for tables: MNIST would take 376 MB.
 *
 * @example
 * allOf(xor()).targets.toRows() // => [[0], [1], [1], [0]]
 */
export function allOf(dataset: Dataset): Batch {
  return dataset.batch(Uint32Array.from({ length: dataset.size }, (_, i) => i));
}
