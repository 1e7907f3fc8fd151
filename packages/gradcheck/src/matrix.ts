import * as fc from 'fast-check';
import { checkedSize, type Size } from './vector.js';

/** What every matrix class that stores rows one after the other looks like: entry (i, j) is `data[i * columns + j]`. */
export interface MatrixLike {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/**
 * Matrices whose entries come from `element`, as plain objects: shrunk to fewer rows and columns (the top left corner
 * stays), then entry by entry.
 *
 * @throws RangeError when a side is not a whole number >= 0, or min > max.
 */
export function matrix(element: fc.Arbitrary<number>, rows: Size, columns: Size): fc.Arbitrary<MatrixLike> {
  const tall = checkedSize('matrix', 'rows', rows);
  const wide = checkedSize('matrix', 'columns', columns);
  const entries = fc.array(element, { minLength: tall.max * wide.max, maxLength: tall.max * wide.max, size: 'max' });
  return fc
    .tuple(fc.integer(tall), fc.integer(wide), entries)
    .map(([height, width, values]) => corner(height, width, wide.max, values));
}

function corner(rows: number, columns: number, stride: number, values: readonly number[]): MatrixLike {
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) data[i * columns + j] = values[i * stride + j]!;
  }
  return { rows, columns, data };
}
