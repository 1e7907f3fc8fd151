import type { Matrix } from './matrix.js';

/**
 * Holds two matrices to the same shape, entry for entry.
 *
 * @throws RangeError that says both shapes, in the name of the function that asked.
 */
export function demandSameShape(name: string, left: Matrix, right: Matrix): void {
  if (left.rows !== right.rows || left.columns !== right.columns) {
    throw new RangeError(
      `${name}: expected two matrices of the same shape, got ${left.shape} and ${right.shape}. Check which of them is transposed or cut short.`,
    );
  }
}

/** @throws RangeError when `matrix` is not rows x columns. */
export function demandShape(name: string, what: string, matrix: Matrix, rows: number, columns: number): void {
  if (matrix.rows !== rows || matrix.columns !== columns) {
    throw new RangeError(
      `${name}: expected ${what} to be ${rows} x ${columns}, got ${matrix.shape}. Pass a matrix of that shape.`,
    );
  }
}
