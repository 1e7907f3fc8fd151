import type { Operations, Tensor } from '../contracts.js';
import type { RowLossKernel } from './contracts.js';

/**
 * -c, c = (x . y) / (|x| |y|), with the gradient (c x_j / |x| - y_j / |y|) / |x|; both 0 where a vector is 0
 *
 * As in core-math, on x / a and y / b with a = max|x_j| and b = max|y_j|, so that squares neither overflow nor vanish.
 */
export const cosineSimilarityKernel: RowLossKernel = Object.freeze<RowLossKernel>({
  value: (operations, rows, targets) => cosineLoss(operations, rows, targets, sizesOf(operations, rows, targets)),
  gradient(operations, rows, targets) {
    const sizes = sizesOf(operations, rows, targets);
    const loss = cosineLoss(operations, rows, targets, sizes);
    const { a, b, rowLength, targetLength } = sizes;
    return operations.mapView({ formula: cosineSlope }, rows, targets, loss, a, b, rowLength, targetLength);
  },
});

/** Of each row, [n x 1]: the largest magnitudes a of x and b of y, and the lengths |x| / a and |y| / b. */
type Sizes = Readonly<Record<'a' | 'b' | 'rowLength' | 'targetLength', Tensor>>;

function sizesOf(operations: Operations, rows: Tensor, targets: Tensor): Sizes {
  const largest = (of: Tensor): Tensor =>
    operations.foldRows({ start: 0, step: { formula: largerMagnitude }, over: [of] });
  const length = (of: Tensor, scale: Tensor): Tensor =>
    operations.foldRows({
      start: 0,
      step: { formula: plusScaledSquare },
      over: [of, scale],
      finish: { formula: squareRoot },
    });
  const [a, b] = [largest(rows), largest(targets)];
  return { a, b, rowLength: length(rows, a), targetLength: length(targets, b) };
}

function cosineLoss(operations: Operations, rows: Tensor, targets: Tensor, sizes: Sizes): Tensor {
  const { a, b, rowLength, targetLength } = sizes;
  return operations.foldRows({
    start: 0,
    step: { formula: minusScaledProduct },
    over: [rows, targets, a, b],
    finish: { formula: overBothLengths },
    beside: [a, b, rowLength, targetLength],
  });
}

function largerMagnitude(largest: number, x: number): number {
  return Math.max(largest, Math.abs(x));
}

function plusScaledSquare(sum: number, x: number, scale: number): number {
  return sum + (x / scale) * (x / scale);
}

function squareRoot(x: number): number {
  return Math.sqrt(x);
}

function minusScaledProduct(sum: number, x: number, y: number, a: number, b: number): number {
  return sum - (x / a) * (y / b);
}

function overBothLengths(sum: number, a: number, b: number, rowLength: number, targetLength: number): number {
  return a === 0 || b === 0 ? 0 : sum / (rowLength * targetLength);
}

function cosineSlope(
  x: number,
  y: number,
  loss: number,
  a: number,
  b: number,
  rowLength: number,
  targetLength: number,
): number {
  if (a === 0 || b === 0) return 0;
  return -(loss * (x / a / rowLength) + y / b / targetLength) / rowLength / a;
}
