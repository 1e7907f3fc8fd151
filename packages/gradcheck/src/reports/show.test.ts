import { expect, test } from 'vitest';
import { show } from './show.js';

class Matrix {
  constructor(
    readonly rows: number,
    readonly columns: number,
    readonly data: Float64Array,
  ) {}
}

const ten = Array.from({ length: 10 }, (_, i) => i);

test.each<[unknown, string]>([
  [-0, '-0'],
  [0.1, '0.1'],
  [[1, -0, NaN], '[1, -0, NaN]'],
  [ten, '[0, 1, 2, 3, 4, 5, 6, 7, ... 2 more]'],
  [ten.slice(0, 8), '[0, 1, 2, 3, 4, 5, 6, 7]'],
  [Float64Array.of(0.1, 0.5), '[0.1, 0.5]'],
  [Float32Array.of(0.1, -0, NaN, 1 / 3, 16777216), '[0.1, -0, NaN, 0.33333334, 16777216]'],
  // Between 1000 and 1024 floats lie 6.1e-5 apart: eight digits are one too few.
  [Float32Array.of(1000 + 2 ** -14), '[1000.00006]'],
  [[[1, 2], [3]], '[[1, 2], [3]]'],
  [ten.map((i) => [i]), '[[0], [1], [2], [3], [4], [5], [6], [7], ... 2 more]'],
  [{ rows: 2, columns: 2, data: Float64Array.of(1, 2, 3, 4) }, '2 x 2 [[1, 2], [3, 4]]'],
  [{ rows: 1, columns: 2, data: Float32Array.of(0.1, 2) }, '1 x 2 [[0.1, 2]]'],
  [{ rows: 1, columns: 2, data: [1, 2] }, '1 x 2 [[1, 2]]'],
  [{ rows: 'a', columns: 2, data: [1, 2] }, '{ rows: "a", columns: 2, data: [1, 2] }'],
  [{ rows: 1, columns: [2], data: [1, 2] }, '{ rows: 1, columns: [2], data: [1, 2] }'],
  [{ rows: 1, columns: 1, data: 'text' }, '{ rows: 1, columns: 1, data: "text" }'],
  [new Map([[1, 2]]), 'new Map([[1,2]])'],
  [new Matrix(1, 1, Float64Array.of(3)), '1 x 1 [[3]]'],
  [new Matrix(10, 1, Float64Array.from(ten)), '10 x 1 [[0], [1], [2], [3], [4], [5], [6], [7], ... 2 more rows]'],
  [{ a: [1], b: { c: 2 } }, '{ a: [1], b: { c: 2 } }'],
  [{}, '{}'],
  [[], '[]'],
  [undefined, 'undefined'],
  [null, 'null'],
  ['text', '"text"'],
  [2n, '2n'],
])('shows %o as %s', (value, text) => {
  expect(show(value)).toBe(text);
});
