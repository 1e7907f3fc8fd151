import type { MakeOptimizerKernel } from './optimizerKernel.js';
import { runningMean, runningMeanOfSquares } from './runningMean.js';

/**
 * w <- w - eta (mHat / (sqrt(vHat) + epsilon) + weightDecay w)
 *
 * Computed as w - (fading w + rate m / (sqrt(correction v) + epsilon)), with fading = eta weightDecay: 1 - fading, as mlp has
 * it, would keep only what float32 has left of a small number beside 1.
 */
export const adamWKernel: MakeOptimizerKernel = ({ firstMomentDecay, secondMomentDecay, epsilon, weightDecay }) => ({
  numbers: (eta, t) => [eta / (1 - firstMomentDecay ** t), 1 / (1 - secondMomentDecay ** t), eta * weightDecay],
  move(operations, { w, g, slots }, [rate, correction, fading]) {
    const firstMoment = operations.map(runningMean(firstMomentDecay), slots['firstMoment'], g);
    const secondMoment = operations.map(runningMeanOfSquares(secondMomentDecay), slots['secondMoment'], g);
    const moved = { formula: adamWMoved, numbers: [epsilon] };
    return {
      w: operations.map(moved, w, firstMoment, secondMoment, rate, correction, fading),
      slots: { firstMoment, secondMoment },
    };
  },
});

function adamWMoved(
  w: number,
  m: number,
  v: number,
  rate: number,
  correction: number,
  fading: number,
  epsilon: number,
): number {
  return w - (fading * w + (rate * m) / (Math.sqrt(correction * v) + epsilon));
}
