import type { Operations, Tensor } from '../contracts.js';
import type { RowLossKernel } from './contracts.js';

/**
 * -c, c = (x . y) / (|x| |y|), with the gradient (c x_j / |x| - y_j / |y|) / |x|; both 0 where a vector is 0
 *
 * Lengths are worked out on x / max|x_j|, as in core-math, so that squares neither overflow nor vanish.
 */
export const cosineSimilarityKernel: RowLossKernel = Object.freeze<RowLossKernel>({
  value: (operations, rows, targets) =>
    minusCosine(operations, rows, targets, lengthOfRows(operations, rows), lengthOfRows(operations, targets)),
  gradient(operations, rows, targets) {
    const [x, y] = [rows, targets].map((of) => lengthOfRows(operations, of));
    const loss = minusCosine(operations, rows, targets, x, y);
    return operations.mapView({ formula: cosineSlope }, rows, targets, loss, x, y);
  },
});

/** |x| = a |x / a|, a = max|x_j|, [n x 1] */
function lengthOfRows(operations: Operations, rows: Tensor): Tensor {
  const largest = operations.foldRows({ start: 0, step: { formula: largerMagnitude }, over: [rows] });
  return operations.foldRows({
    start: 0,
    step: { formula: plusScaledSquare },
    over: [rows, largest],
    finish: { formula: timesRoot },
    beside: [largest],
  });
}

function minusCosine(operations: Operations, rows: Tensor, targets: Tensor, x: Tensor, y: Tensor): Tensor {
  return operations.foldRows({
    start: 0,
    step: { formula: minusProductOfDirections },
    over: [rows, targets, x, y],
    finish: { formula: zeroWithoutDirection },
    beside: [x, y],
  });
}

function largerMagnitude(largest: number, x: number): number {
  return Math.max(largest, Math.abs(x));
}

function plusScaledSquare(sum: number, x: number, scale: number): number {
  return sum + (x / scale) * (x / scale);
}

function timesRoot(sum: number, scale: number): number {
  return scale === 0 ? 0 : scale * Math.sqrt(sum);
}

function minusProductOfDirections(sum: number, x: number, y: number, rowLength: number, targetLength: number): number {
  return sum - (x / rowLength) * (y / targetLength);
}

function zeroWithoutDirection(sum: number, rowLength: number, targetLength: number): number {
  return rowLength === 0 || targetLength === 0 ? 0 : sum;
}

function cosineSlope(x: number, y: number, loss: number, rowLength: number, targetLength: number): number {
  if (rowLength === 0 || targetLength === 0) return 0;
  return -(loss * (x / rowLength) + y / targetLength) / rowLength;
}
