import { losses, rowLosses, type LossName, type RowLossName } from '@handgrad/core-math';
import type { Head } from '../contracts.js';
import { head } from './head.js';

export { head } from './head.js';
export { outputLayerOf } from './outputLayer.js';

/** The head of every loss, by the name of the loss. A new loss is a head by itself. */
export const heads = Object.freeze(
  Object.fromEntries(Object.values({ ...losses, ...rowLosses }).map((loss) => [loss.name, head(loss)])),
) as Readonly<Record<LossName | RowLossName, Head>>;

export type HeadName = keyof typeof heads;

/** Pointwise losses: targets have the shape of the outputs. */
export const {
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
} = heads;

/** Losses over rows: targets are one-hot rows, rows of probabilities, or class indices [n x 1]. */
export const {
  categoricalCrossEntropy,
  softmaxCrossEntropy,
  sparseCategoricalCrossEntropy,
  sparseSoftmaxCrossEntropy,
  categoricalHinge,
  kullbackLeibler,
  cosineSimilarity,
} = heads;
