import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { real } from './real.js';
import { fewer } from './size.js';
import { vector } from './vector.js';

test('half of the lengths are at most 3 above the least, the others spread evenly up to the greatest', () => {
  const lengths = fc.sample(vector(real(), { min: 5, max: 44 }), { numRuns: 2000, seed: 1 }).map((v) => v.length);
  const share = (from: number, to: number): number =>
    lengths.filter((length) => length >= from && length <= to).length / lengths.length;
  expect(Math.min(...lengths)).toBe(5);
  expect(Math.max(...lengths)).toBe(44);
  // A half, and a tenth of the other half.
  expect(Math.abs(share(5, 8) - 0.55)).toBeLessThan(0.04);
  expect(Math.abs(share(8, 8) - 0.14)).toBeLessThan(0.03);
  expect(Math.abs(share(25, 44) - 0.25)).toBeLessThan(0.04);
});

test.each<[number, number, number[][]]>([
  [3, 3, []],
  [2, 0, [[1], [0]]],
  [3, 0, [[0], [2], [1, 2], [0, 2], [0, 1]]],
  [
    5,
    3,
    [
      [0, 1, 2],
      [2, 3, 4],
      [1, 2, 3, 4],
      [0, 2, 3, 4],
      [0, 1, 3, 4],
      [0, 1, 2, 4],
      [0, 1, 2, 3],
    ],
  ],
  [
    4,
    3,
    [
      [1, 2, 3],
      [0, 2, 3],
      [0, 1, 3],
      [0, 1, 2],
    ],
  ],
])('of %i places, at least %i, half are left out at either side, then each by itself', (n, min, expected) => {
  expect([...fewer(n, min)]).toEqual(expected);
});

test('a vector given by hand shrinks only when its length and its entries could have been drawn', () => {
  const vectors = vector(real({ low: 0, high: 1 }), { min: 2, max: 4 });
  const fits = (...entries: number[]): boolean => vectors.canShrinkWithoutContext(Float64Array.from(entries));
  expect([fits(0), fits(0, 0), fits(0, 0, 1, 0), fits(0, 0, 0, 0, 0)]).toEqual([false, true, true, false]);
  expect([fits(0, 1.5), fits(-1, 0), fits(0, NaN)]).toEqual([false, false, false]);
  expect(vectors.canShrinkWithoutContext([0, 1])).toBe(false);
});
