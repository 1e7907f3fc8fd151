import { product, quotient } from '../plan/arithmetic.js';
import type { VectorKernel } from './contracts.js';
import { exponentialsBelow, largestOfRows } from './exponentials.js';

/** p_j = exp(x_j - m) / sum_k exp(x_k - m), m the largest; back from p: p_j (g_j - sum_k p_k g_k) */
export const softmaxKernel: VectorKernel = Object.freeze<VectorKernel>({
  value(operations, rows) {
    const e = exponentialsBelow(operations, rows, largestOfRows(operations, rows));
    return operations.map(quotient, e, operations.rowSums(e));
  },
  keeps: 'output',
  backward(operations, p, outputGradient) {
    const mean = operations.rowSums(operations.mapView(product, p, outputGradient));
    return operations.map({ formula: weightedDeviation }, p, outputGradient, mean);
  },
});

function weightedDeviation(p: number, g: number, mean: number): number {
  return p * (g - mean);
}
