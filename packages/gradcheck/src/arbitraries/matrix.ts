import type * as fc from 'fast-check';
import { expectElement } from './element.js';
import { checkedSize, type Size } from './size.js';
import { table } from './table.js';

/** What every matrix class that stores rows one after the other looks like: entry (i, j) is `data[i * columns + j]`. */
export interface MatrixLike {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/**
 * Matrices whose entries come from `element`, as plain objects: shrunk by leaving out rows and columns, then entry by entry.
 *
 * @throws RangeError when a side is not a whole number >= 0, or min > max; TypeError for an element that is no arbitrary.
 * @example
 * const full = law('rows x columns', matrix(real(), 2, { min: 1, max: 3 }), (m) => demand(m.data.length === 2 * m.columns, () => 'holes'))
 * full.check({ runs: 20, seed: 1 }).cases // => 20
 */
export function matrix(element: fc.Arbitrary<number>, rows: Size, columns: Size): fc.Arbitrary<MatrixLike> {
  expectElement('matrix', element);
  return table(element, checkedSize('matrix', 'rows', rows), checkedSize('matrix', 'columns', columns));
}
