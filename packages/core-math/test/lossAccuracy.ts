import type { LossName } from '../src/losses/index.js';
import type { Accuracy } from './accuracy.js';

/**
 * The worst error of each pointwise loss and of its derivative against 60-digit arithmetic, in ulps of the exact number:
 * bounds that `src/losses/accuracy.test.ts` keeps true, a little above the worst that was ever measured (some 20,000
 * hard points each). Where a doc comment says that terms cancel, ulps of the size of those terms.
 */
export const worstLossUlps: Readonly<Partial<Record<LossName, Accuracy>>> = {
  squaredError: { value: 2, derivative: 0.5 },
  halfSquaredError: { value: 2, derivative: 0.5 },
  absoluteError: { value: 0.5, derivative: 0 },
  huber: { value: 2, derivative: 0.5 },
  logCosh: { value: 5, derivative: 2.6 },
  binaryCrossEntropy: { value: 2, derivative: 2.5 },
  binaryCrossEntropyFromLogits: { value: 2, derivative: 2 },
  hinge: { value: 0.5, derivative: 0 },
  squaredHinge: { value: 1.5, derivative: 0.5 },
  poisson: { value: 1.5, derivative: 1.5 },
};
