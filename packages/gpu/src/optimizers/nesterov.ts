import { pushedVelocity } from './momentum.js';
import type { MakeOptimizerKernel } from './optimizerKernel.js';

/** v <- momentum v - eta g,  w <- w + momentum v - eta g */
export const nesterovKernel: MakeOptimizerKernel = ({ momentum }) => ({
  numbers: (eta) => [eta],
  move(operations, { w, g, slots }, [eta]) {
    const velocity = operations.map({ formula: pushedVelocity, numbers: [momentum] }, slots['velocity'], g, eta);
    const moved = operations.map({ formula: nesterovMoved, numbers: [momentum] }, w, velocity, g, eta);
    return { w: moved, slots: { velocity } };
  },
});

function nesterovMoved(w: number, velocity: number, g: number, eta: number, momentum: number): number {
  return w + (momentum * velocity - eta * g);
}
