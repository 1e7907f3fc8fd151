import type * as fc from 'fast-check';
import type { MatrixLike } from './matrix.js';
import { expectElement } from './element.js';
import { checkedSize, type Size } from './size.js';
import { table } from './table.js';

/**
 * Vectors whose entries come from `element`: shrunk by leaving out entries, then entry by entry.
 *
 * @throws RangeError when the length is not a whole number >= 0, or min > max; TypeError for an element that is no arbitrary.
 * @example
 * const short = law('length 1 to 3', vector(real(), { min: 1, max: 3 }), (v) => demand(v.length <= 3, () => `got ${v.length}`))
 * short.check({ runs: 20, seed: 1 }).cases // => 20
 */
export function vector(element: fc.Arbitrary<number>, length: Size): fc.Arbitrary<Float64Array> {
  expectElement('vector', element);
  return table(element, { min: 1, max: 1 }, checkedSize('vector', 'a length', length)).map(onlyRow, asRow);
}

function onlyRow(row: MatrixLike): Float64Array {
  return row.data;
}

/** For vectors that were given as examples: fast-check shrinks those too. */
function asRow(value: unknown): MatrixLike {
  if (!(value instanceof Float64Array)) throw new TypeError(`vector: expected a Float64Array, got ${typeof value}.`);
  return { rows: 1, columns: value.length, data: value };
}
