import type { Dataset } from '@handgrad/core-math';
import { classCodes } from '../boundary.js';
import { fromOneHot } from '../encoding/oneHot.js';
import { batches } from './batches.js';

/**
 * The class index of every sample, from one-hot rows or from class indices. Fetches the samples a few at a time.
 *
 * @throws RangeError when the targets are not classes.
 * @example
 * labelsOf(xor()) // => [0, 1, 1, 0]
 */
export function labelsOf(dataset: Dataset): Uint32Array {
  const { classes } = dataset;
  if (!classes) {
    throw new RangeError(
      'labelsOf: expected a data set with classes, got one without. Its targets are numbers, not classes.',
    );
  }
  const labels = new Uint32Array(dataset.size);
  let filled = 0;
  for (const { targets } of batches(dataset, { batchSize: 256 })) {
    if (targets.columns === 1) classCodes('labelsOf', targets.data, classes.length);
    labels.set(targets.columns === 1 ? targets.data : fromOneHot(targets), filled);
    filled += targets.rows;
  }
  return labels;
}
