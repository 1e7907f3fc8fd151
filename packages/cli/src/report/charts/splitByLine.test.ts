import { real } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitByLine, type Corner } from './splitByLine.js';

const square: Corner[] = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
];

test('a line through two sides cuts the square in two', () => {
  const { positive, negative, boundary } = splitByLine(square, [1, 0], -0.5);
  expect(areaOf(negative)).toBeCloseTo(1, 12);
  expect(areaOf(positive)).toBeCloseTo(3, 12);
  expect(boundary).toEqual([
    [0.5, 0],
    [0.5, 2],
  ]);
});

test('a line that misses the square leaves it whole, one along the diagonal halves it', () => {
  expect(splitByLine(square, [1, 0], 1)).toEqual({ positive: square, negative: [], boundary: [] });
  const { positive, negative, boundary } = splitByLine(square, [1, -1], 0);
  expect([areaOf(positive), areaOf(negative), boundary.length]).toEqual([2, 2, 2]);
});

test('the two parts make up the square, and lie on their own sides of the line', () => {
  const number = real({ low: -3, high: 3 });
  fc.assert(
    fc.property(number, number, number, (a, b, c) => {
      const { positive, negative } = splitByLine(square, [a, b], c);
      const side = ([x, y]: Corner): number => a * x + b * y + c;
      // With no line, all of the plane is on it, and both parts are everything.
      if (a !== 0 || b !== 0) expect(areaOf(positive) + areaOf(negative)).toBeCloseTo(4, 9);
      // A crossing is rounded to a few ulps of numbers below 15.
      for (const corner of positive) expect(side(corner)).toBeGreaterThan(-1e-13);
      for (const corner of negative) expect(side(corner)).toBeLessThan(1e-13);
    }),
  );
});

/** Gauss's trapezoids. */
function areaOf(corners: readonly Corner[]): number {
  return corners.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length]!;
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}
