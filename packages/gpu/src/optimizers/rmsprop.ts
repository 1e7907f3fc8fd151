import type { MakeOptimizerKernel } from './optimizerKernel.js';
import { runningMeanOfSquares } from './runningMean.js';

/** v <- decay v + (1 - decay) g^2,  w <- w - eta g / sqrt(v + epsilon) */
export const rmspropKernel: MakeOptimizerKernel = ({ decay, epsilon }) => ({
  numbers: (eta) => [eta],
  move(operations, { w, g, slots }, [eta]) {
    const meanSquare = operations.map(runningMeanOfSquares(decay), slots['meanSquare'], g);
    const moved = operations.map({ formula: rmspropMoved, numbers: [epsilon] }, w, g, meanSquare, eta);
    return { w: moved, slots: { meanSquare } };
  },
});

function rmspropMoved(w: number, g: number, meanSquare: number, eta: number, epsilon: number): number {
  return w - (eta * g) / Math.sqrt(meanSquare + epsilon);
}
