import { Matrix } from '@handgrad/core-math';
import type { Shape } from '../contracts.js';

/** What came back from a device, row by row, as a matrix. */
export function matrixOf(numbers: Float32Array, { rows, columns }: Shape): Matrix {
  return new Matrix(rows, columns, new Float64Array(numbers));
}
