import type { Loss, RowLoss } from '../formula.js';
import { absoluteErrorLoss } from './absoluteError.js';
import { binaryCrossEntropyLoss } from './binaryCrossEntropy.js';
import { binaryCrossEntropyFromLogitsLoss } from './binaryCrossEntropyFromLogits.js';
import { categoricalCrossEntropyLoss } from './categoricalCrossEntropy.js';
import { categoricalHingeLoss } from './categoricalHinge.js';
import { cosineSimilarityLoss } from './cosineSimilarity.js';
import { halfSquaredErrorLoss } from './halfSquaredError.js';
import { hingeLoss } from './hinge.js';
import { huberLoss } from './huber.js';
import { kullbackLeiblerLoss } from './kullbackLeibler.js';
import { logCoshLoss } from './logCosh.js';
import { meanLossReduction } from './meanLoss.js';
import { poissonLoss } from './poisson.js';
import type { Reduction } from './reduction.js';
import { sampleWeightsFormula } from './sampleWeights.js';
import { smoothLabelsFormula, type TargetFormula } from './smoothLabels.js';
import { softmaxCrossEntropyLoss } from './softmaxCrossEntropy.js';
import { sparseCategoricalCrossEntropyLoss } from './sparseCategoricalCrossEntropy.js';
import { sparseSoftmaxCrossEntropyLoss } from './sparseSoftmaxCrossEntropy.js';
import { squaredErrorLoss } from './squaredError.js';
import { squaredHingeLoss } from './squaredHinge.js';
import { sumLossReduction } from './sumLoss.js';

export * from './absoluteError.js';
export * from './binaryCrossEntropy.js';
export * from './binaryCrossEntropyFromLogits.js';
export * from './categoricalCrossEntropy.js';
export * from './categoricalHinge.js';
export * from './cosineSimilarity.js';
export * from './halfSquaredError.js';
export * from './hinge.js';
export * from './huber.js';
export * from './kullbackLeibler.js';
export * from './logCosh.js';
export * from './meanLoss.js';
export * from './poisson.js';
export type { Reduction } from './reduction.js';
export * from './sampleWeights.js';
export * from './smoothLabels.js';
export { softmaxCrossEntropy, softmaxCrossEntropyGradient, softmaxCrossEntropyLoss } from './softmaxCrossEntropy.js';
export * from './sparseCategoricalCrossEntropy.js';
export * from './sparseSoftmaxCrossEntropy.js';
export * from './squaredError.js';
export * from './squaredHinge.js';
export * from './sumLoss.js';

/** Losses of one prediction and one target, unreduced. */
export const losses = {
  squaredError: squaredErrorLoss,
  halfSquaredError: halfSquaredErrorLoss,
  absoluteError: absoluteErrorLoss,
  huber: huberLoss(),
  logCosh: logCoshLoss,
  binaryCrossEntropy: binaryCrossEntropyLoss,
  binaryCrossEntropyFromLogits: binaryCrossEntropyFromLogitsLoss,
  hinge: hingeLoss,
  squaredHinge: squaredHingeLoss,
  poisson: poissonLoss,
} as const satisfies Record<string, Loss>;
export type LossName = keyof typeof losses;

/** Losses of one row of predictions and its target row. */
export const rowLosses = {
  categoricalCrossEntropy: categoricalCrossEntropyLoss,
  softmaxCrossEntropy: softmaxCrossEntropyLoss,
  sparseCategoricalCrossEntropy: sparseCategoricalCrossEntropyLoss,
  sparseSoftmaxCrossEntropy: sparseSoftmaxCrossEntropyLoss,
  categoricalHinge: categoricalHingeLoss,
  kullbackLeibler: kullbackLeiblerLoss,
  cosineSimilarity: cosineSimilarityLoss,
} as const satisfies Record<string, RowLoss>;
export type RowLossName = keyof typeof rowLosses;

/** From a batch of losses to one number. */
export const reductions = { meanLoss: meanLossReduction, sumLoss: sumLossReduction } as const satisfies Record<
  string,
  Reduction
>;

/** What is done to targets before a loss sees them. */
export const targetFormulas = {
  smoothLabels: smoothLabelsFormula,
  sampleWeights: sampleWeightsFormula,
} as const satisfies Record<string, TargetFormula>;
