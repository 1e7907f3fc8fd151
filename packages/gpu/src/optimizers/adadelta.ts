import type { MakeOptimizerKernel } from './optimizerKernel.js';
import { runningMeanOfSquares } from './runningMean.js';

/** d = -sqrt((E[d^2] + epsilon) / (E[g^2] + epsilon)) g,  w <- w + eta d */
export const adadeltaKernel: MakeOptimizerKernel = ({ decay, epsilon }) => ({
  numbers: (eta) => [eta],
  move(operations, { w, g, slots }, [eta]) {
    const meanSquare = operations.map(runningMeanOfSquares(decay), slots['meanSquare'], g);
    const direction = { formula: adadeltaDirection, numbers: [epsilon] };
    const d = operations.mapView(direction, g, meanSquare, slots['meanSquareStep']);
    const meanSquareStep = operations.map(runningMeanOfSquares(decay), slots['meanSquareStep'], d);
    return { w: operations.map({ formula: adadeltaMoved }, w, d, eta), slots: { meanSquare, meanSquareStep } };
  },
});

function adadeltaDirection(g: number, meanSquare: number, meanSquareStep: number, epsilon: number): number {
  return -Math.sqrt((meanSquareStep + epsilon) / (meanSquare + epsilon)) * g;
}

function adadeltaMoved(w: number, d: number, eta: number): number {
  return w + eta * d;
}
