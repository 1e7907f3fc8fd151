import type { MakeOptimizerKernel } from './optimizerKernel.js';
import { runningMean, runningMeanOfSquares } from './runningMean.js';

/**
 * w <- w - eta mHat / (sqrt(vHat) + epsilon)
 *
 * Computed as rate m / (sqrt(correction v) + epsilon), with rate = eta / (1 - beta_1^t) and correction = 1 / (1 - beta_2^t)
 * worked out in float64, a step at a time. Squares of gradients below 1e-19 vanish in float32: beside an epsilon of 1e-8
 * their roots were nothing before.
 */
export const adamKernel: MakeOptimizerKernel = ({ firstMomentDecay, secondMomentDecay, epsilon }) => ({
  numbers: (eta, t) => [eta / (1 - firstMomentDecay ** t), 1 / (1 - secondMomentDecay ** t)],
  move(operations, { w, g, slots }, [rate, correction]) {
    const firstMoment = operations.map(runningMean(firstMomentDecay), slots['firstMoment'], g);
    const secondMoment = operations.map(runningMeanOfSquares(secondMomentDecay), slots['secondMoment'], g);
    const moved = { formula: adamMoved, numbers: [epsilon] };
    return {
      w: operations.map(moved, w, firstMoment, secondMoment, rate, correction),
      slots: { firstMoment, secondMoment },
    };
  },
});

function adamMoved(w: number, m: number, v: number, rate: number, correction: number, epsilon: number): number {
  return w - (rate * m) / (Math.sqrt(correction * v) + epsilon);
}
