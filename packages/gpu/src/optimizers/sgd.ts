import type { MakeOptimizerKernel } from './optimizerKernel.js';

/** w <- w - eta g */
export const sgdKernel: MakeOptimizerKernel = () => ({
  numbers: (eta) => [eta],
  move: (operations, { w, g, slots }, [eta]) => ({ w: operations.map({ formula: sgdMoved }, w, g, eta), slots }),
});

function sgdMoved(w: number, g: number, eta: number): number {
  return w - eta * g;
}
