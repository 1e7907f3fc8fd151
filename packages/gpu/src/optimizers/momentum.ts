import type { MakeOptimizerKernel } from './optimizerKernel.js';

/** v <- momentum v - eta g,  w <- w + v */
export const momentumKernel: MakeOptimizerKernel = ({ momentum }) => ({
  numbers: (eta) => [eta],
  move(operations, { w, g, slots }, [eta]) {
    const velocity = operations.map({ formula: pushedVelocity, numbers: [momentum] }, slots['velocity'], g, eta);
    return { w: operations.map({ formula: momentumMoved }, w, velocity), slots: { velocity } };
  },
});

export function pushedVelocity(velocity: number, g: number, eta: number, momentum: number): number {
  return momentum * velocity - eta * g;
}

function momentumMoved(w: number, velocity: number): number {
  return w + velocity;
}
