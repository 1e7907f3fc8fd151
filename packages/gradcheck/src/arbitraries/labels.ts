import * as fc from 'fast-check';
import type { MatrixLike } from './matrix.js';
import { checkedSize, type Size } from './size.js';
import { table } from './table.js';

/**
 * Class indices 0, 1, ..., classes - 1, one for each of `count` samples; with `oneHot` a matrix of a row for each sample,
 * 1 in the column of its class and 0 elsewhere. Every second label is the first or the last class, where indices are off
 * by one; labels shrink by leaving out samples, then to class 0.
 *
 * @throws RangeError when the count is not a whole number >= 0, or there is no class.
 * @example
 * const known = law('0 <= label < 3', labels(4, 3), (ys) => demand(ys.every((y) => y < 3), () => `got ${ys}`))
 * known.check({ runs: 20, seed: 1 }).cases // => 20
 */
export function labels(count: Size, classes: number, options?: { readonly oneHot?: false }): fc.Arbitrary<number[]>;
export function labels(count: Size, classes: number, options: { readonly oneHot: true }): fc.Arbitrary<MatrixLike>;
export function labels(
  count: Size,
  classes: number,
  { oneHot = false }: { readonly oneHot?: boolean } = {},
): fc.Arbitrary<number[] | MatrixLike> {
  if (!Number.isInteger(classes) || classes < 1) {
    throw new RangeError(`labels: expected a whole number of classes >= 1, got ${classes}. Count them.`);
  }
  const last = classes - 1;
  // Every second draw falls outside, onto the first or the last class.
  const beyond = Math.ceil(classes / 2);
  const label = fc.integer({ min: -beyond, max: last + beyond }).map(
    (index) => Math.min(Math.max(index, 0), last),
    (index) => index as number,
  );
  const samples = table(label, checkedSize('labels', 'a count', count), { min: 1, max: 1 });
  return oneHot ? samples.map(encoded(classes), decoded) : samples.map(listed, unlisted);
}

function listed({ data }: MatrixLike): number[] {
  return Array.from(data);
}

function unlisted(value: unknown): MatrixLike {
  if (!Array.isArray(value)) throw new TypeError(`labels: expected a list of class indices, got ${typeof value}.`);
  return { rows: value.length, columns: 1, data: Float64Array.from(value as number[]) };
}

function encoded(classes: number): (samples: MatrixLike) => MatrixLike {
  return ({ rows, data: indices }) => {
    const data = new Float64Array(rows * classes);
    indices.forEach((index, i) => {
      data[i * classes + index] = 1;
    });
    return { rows, columns: classes, data };
  };
}

function decoded(value: unknown): MatrixLike {
  const { rows, columns, data } = value as MatrixLike;
  const indices = Float64Array.from({ length: rows }, (_, i) =>
    data.subarray(i * columns, (i + 1) * columns).indexOf(1),
  );
  return { rows, columns: 1, data: indices };
}
