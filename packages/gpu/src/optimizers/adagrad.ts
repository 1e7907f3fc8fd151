import type { MakeOptimizerKernel } from './optimizerKernel.js';

/**
 * s <- s + g^2,  w <- w - eta g / (sqrt(s) + epsilon)
 *
 * Squares of gradients below 1e-19 vanish in float32: beside an epsilon of 1e-10 their roots were nothing before.
 */
export const adagradKernel: MakeOptimizerKernel = ({ epsilon }) => ({
  numbers: (eta) => [eta],
  move(operations, { w, g, slots }, [eta]) {
    const sumOfSquares = operations.map({ formula: withSquare }, slots['sumOfSquares'], g);
    const moved = operations.map({ formula: adagradMoved, numbers: [epsilon] }, w, g, sumOfSquares, eta);
    return { w: moved, slots: { sumOfSquares } };
  },
});

function withSquare(sum: number, g: number): number {
  return sum + g * g;
}

function adagradMoved(w: number, g: number, sum: number, eta: number, epsilon: number): number {
  return w - (eta * g) / (Math.sqrt(sum) + epsilon);
}
