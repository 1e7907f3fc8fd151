import { log1p } from '../portable/log1p.js';
import type { VectorKernel } from './contracts.js';
import { largestOfRows, restOfSums } from './exponentials.js';

/** y_j = x_j - m - log1p(r), m the largest and r the sum of the other exp(x_k - m); back from y: g_j - exp(y_j) sum_k g_k */
export const logSoftmaxKernel: VectorKernel = Object.freeze<VectorKernel>({
  value(operations, rows) {
    const largest = largestOfRows(operations, rows);
    const logOfSum = restOfSums(operations, rows, largest, log1p);
    return operations.map({ formula: logProbability }, rows, largest, logOfSum);
  },
  keeps: 'output',
  backward: (operations, y, outputGradient) =>
    operations.map({ formula: logSoftmaxSlope }, y, outputGradient, operations.rowSums(outputGradient)),
});

function logProbability(x: number, largest: number, logOfSum: number): number {
  return x - largest - logOfSum;
}

function logSoftmaxSlope(y: number, g: number, sum: number): number {
  return g - Math.exp(y) * sum;
}
