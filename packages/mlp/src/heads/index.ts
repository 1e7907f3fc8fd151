import { losses, rowLosses } from '@handgrad/core-math';
import type { Head } from '../contracts.js';
import { head } from './head.js';

export { head } from './head.js';
export { outputLayerOf } from './outputLayer.js';

// Pointwise losses: targets have the shape of the outputs.
export const squaredError: Head = head(losses.squaredError);
export const halfSquaredError: Head = head(losses.halfSquaredError);
export const absoluteError: Head = head(losses.absoluteError);
export const huber: Head = head(losses.huber);
export const logCosh: Head = head(losses.logCosh);
export const binaryCrossEntropy: Head = head(losses.binaryCrossEntropy);
export const binaryCrossEntropyFromLogits: Head = head(losses.binaryCrossEntropyFromLogits);
export const hinge: Head = head(losses.hinge);
export const squaredHinge: Head = head(losses.squaredHinge);
export const poisson: Head = head(losses.poisson);

// Losses over rows: targets are one-hot rows, rows of probabilities, or class indices [n x 1].
export const categoricalCrossEntropy: Head = head(rowLosses.categoricalCrossEntropy);
export const softmaxCrossEntropy: Head = head(rowLosses.softmaxCrossEntropy);
export const sparseCategoricalCrossEntropy: Head = head(rowLosses.sparseCategoricalCrossEntropy);
export const sparseSoftmaxCrossEntropy: Head = head(rowLosses.sparseSoftmaxCrossEntropy);
export const categoricalHinge: Head = head(rowLosses.categoricalHinge);
export const kullbackLeibler: Head = head(rowLosses.kullbackLeibler);
export const cosineSimilarity: Head = head(rowLosses.cosineSimilarity);

/** Every head. A loss of core-math without its head does not compile. */
export const heads = {
  squaredError,
  halfSquaredError,
  absoluteError,
  huber,
  logCosh,
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  hinge,
  squaredHinge,
  poisson,
  categoricalCrossEntropy,
  softmaxCrossEntropy,
  sparseCategoricalCrossEntropy,
  sparseSoftmaxCrossEntropy,
  categoricalHinge,
  kullbackLeibler,
  cosineSimilarity,
} as const satisfies Record<keyof typeof losses | keyof typeof rowLosses, Head>;

export type HeadName = keyof typeof heads;
