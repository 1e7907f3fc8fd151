import type { MakeOptimizerKernel } from './optimizerKernel.js';
import { runningMean } from './runningMean.js';

/** u <- max(beta_2 u, |g|),  w <- w - eta mHat / u, where u is not 0 */
export const adamaxKernel: MakeOptimizerKernel = ({ firstMomentDecay, normDecay }) => ({
  numbers: (eta, t) => [eta / (1 - firstMomentDecay ** t)],
  move(operations, { w, g, slots }, [rate]) {
    const firstMoment = operations.map(runningMean(firstMomentDecay), slots['firstMoment'], g);
    const norm = operations.map({ formula: fadingMaximum, numbers: [normDecay] }, slots['norm'], g);
    return { w: operations.map({ formula: adamaxMoved }, w, firstMoment, norm, rate), slots: { firstMoment, norm } };
  },
});

function fadingMaximum(norm: number, g: number, decay: number): number {
  return Math.max(decay * norm, Math.abs(g));
}

function adamaxMoved(w: number, m: number, norm: number, rate: number): number {
  return norm === 0 ? w : w - (rate * m) / norm;
}
