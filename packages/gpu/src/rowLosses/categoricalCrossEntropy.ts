import type { KernelFunction } from '../contracts.js';
import { probabilityOf } from './probability.js';
import type { RowLossKernel } from './contracts.js';

/** -sum_j y_j log p_j, with the gradient -y_j / p_j; y_j = 0 costs nothing, even at p_j = 0 */
export const categoricalCrossEntropyKernel: RowLossKernel = Object.freeze<RowLossKernel>({
  value: (operations, rows, targets) => operations.foldRows({ start: 0, step: plusCost, over: [rows, targets] }),
  gradient: (operations, rows, targets) => operations.mapView(slope, rows, targets),
});

const plusCost: KernelFunction = { formula: plusCategoricalCrossEntropy, helpers: [probabilityOf] };
const slope: KernelFunction = { formula: categoricalCrossEntropySlope, helpers: [probabilityOf] };

function plusCategoricalCrossEntropy(cost: number, p: number, y: number): number {
  return p === 0 && y === 0 ? cost : cost - y * Math.log(probabilityOf(p));
}

function categoricalCrossEntropySlope(p: number, y: number): number {
  return p === 0 && y === 0 ? 0 : 0 - y / probabilityOf(p);
}
