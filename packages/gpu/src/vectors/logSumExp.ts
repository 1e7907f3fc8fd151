import { product, quotient } from '../plan/arithmetic.js';
import type { VectorKernel } from './contracts.js';
import { exponentialsBelow, largestOfRows, restOfSums } from './exponentials.js';

/** y = m + log1p(r), m the largest and r the sum of the other exp(x_k - m); back: g exp(x_j - m) / sum_k exp(x_k - m) */
export const logSumExpKernel: VectorKernel = Object.freeze<VectorKernel>({
  value(operations, rows) {
    const largest = largestOfRows(operations, rows);
    return restOfSums(operations, rows, largest, { formula: plusLogOfWhole }, [largest]);
  },
  keeps: 'input',
  backward(operations, rows, outputGradient) {
    const e = exponentialsBelow(operations, rows, largestOfRows(operations, rows));
    const p = operations.mapView(quotient, e, operations.rowSums(e));
    return operations.map(product, p, outputGradient);
  },
});

function plusLogOfWhole(rest: number, largest: number): number {
  return largest + Math.log1p(rest);
}
