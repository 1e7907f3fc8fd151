import type { KernelFunction } from '../contracts.js';
import { categoricalCrossEntropyKernel } from './categoricalCrossEntropy.js';
import type { RowLossKernel } from './contracts.js';
import { probabilityOf } from './probability.js';

/** sum_j y_j log(y_j / p_j), with the gradient of categorical cross-entropy, -y_j / p_j */
export const kullbackLeiblerKernel: RowLossKernel = Object.freeze<RowLossKernel>({
  value: (operations, rows, targets) => operations.foldRows({ start: 0, step: plusCost, over: [rows, targets] }),
  gradient: categoricalCrossEntropyKernel.gradient,
});

const plusCost: KernelFunction = { formula: plusDivergence, helpers: [probabilityOf] };

function plusDivergence(cost: number, entry: number, y: number): number {
  const p = probabilityOf(entry);
  return y === 0 ? cost + 0 * p : cost + y * Math.log(y / p);
}
