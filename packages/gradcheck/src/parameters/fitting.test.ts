import { expect, test } from 'vitest';
import { fitting } from './fitting.js';
import { leavesOf } from './parameters.js';

const leaves = leavesOf({ a: [1, 2], w: { rows: 1, columns: 2, data: Float64Array.of(3, 4) } }, 'test');
const fit = (other: unknown): unknown => fitting(leaves, leavesOf(other, 'test'), 'check', 'gradient');

test('what fits comes in the order of the parameters', () => {
  const others = leavesOf({ w: { rows: 1, columns: 2, data: Float64Array.of(5, 6) }, a: [7, 8] }, 'test');
  expect(fitting(leaves, others, 'check', 'gradient')).toEqual([others[1], others[0]]);
});

test.each<[string, unknown, string]>([
  [
    'has another length',
    { a: [1, 2, 3] },
    'check: expected a gradient of shape 2 numbers at a, got 3 numbers. Give it the names and shapes of the parameters.',
  ],
  [
    'lacks a parameter',
    { a: [1, 2] },
    'check: expected a gradient of shape 1 x 2 at w, got nothing. Give it the names and shapes of the parameters.',
  ],
  [
    'lies on its side',
    { a: [1, 2], w: { rows: 2, columns: 1, data: Float64Array.of(3, 4) } },
    'check: expected a gradient of shape 1 x 2 at w, got 2 x 1. Transpose it.',
  ],
  [
    'has one more parameter',
    { a: [1, 2], w: { rows: 1, columns: 2, data: Float64Array.of(3, 4) }, b: 1 },
    'check: expected no gradient at b, which is no parameter, got one. Leave it out.',
  ],
])('what %s is refused, in sentences', (_what, other, message) => {
  expect(() => fit(other)).toThrow(new RangeError(message));
});
