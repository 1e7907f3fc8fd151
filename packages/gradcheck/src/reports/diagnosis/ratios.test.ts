import { expect, test } from 'vitest';
import type { Evidence } from '../diagnosis.js';
import { factor } from './ratios.js';

/** Gradients that are `ratio` times what they should be, at points with these sizes. */
function scaled(ratio: number, sizes: readonly Readonly<Record<string, number>>[] = [{}]): Evidence {
  const numbers = [0.5, -2, 3, 7];
  return {
    parameter: 'w',
    points: sizes.map((each) => ({ rows: 1, columns: 4, sizes: each, others: {} })),
    observations: sizes.flatMap((_, point) =>
      numbers.map((numeric, index) => ({ point, index, x: 1, analytic: ratio * numeric, numeric, allowed: 1e-12 })),
    ),
  };
}

test.each([
  [3, '3 numeric: the factor 3 is too many'],
  [-3, '-3 numeric: the factor 3 is too many, and the sign is wrong'],
  [1 / 2, 'numeric / 2: the factor 2 is missing'],
  [-1 / 3, '-numeric / 3: the factor 3 is missing, and the sign is wrong'],
  [1 / 1000, 'numeric / 1000: the factor 1000 is missing'],
  [1 / 2000, '0.0005 numeric: the factor 2000 is missing'],
  [2 / 3, '(2 / 3) numeric: the factor 1.5 is missing'],
  [Math.PI, 'pi numeric: the factor pi is too many'],
  [1.02, '1.02 numeric: 2 % too large'],
  [0.98, '0.98 numeric: 2 % too small'],
  [-0.98, '-0.98 numeric: 2 % too small, and the sign is wrong'],
  [-1, '-numeric: 0 % too small, and the sign is wrong'],
  [1.1, '1.1 numeric: the factor 1.1 is too many'],
])('a gradient times %f is said to be so', (ratio, text) => {
  expect(factor(scaled(ratio)).map((each) => each.text)).toEqual([`analytic = ${text}`]);
});

test('a size that is the factor at every point is named beside it', () => {
  const textFor = (ratio: number, sizes: readonly Readonly<Record<string, number>>[]): string =>
    factor(scaled(ratio, sizes))[0]!.text;
  const two = [
    { rows: 2, columns: 4 },
    { rows: 2, columns: 5 },
  ];
  expect(textFor(2, two)).toBe('analytic = 2 numeric: the factor 2 is too many, or a mean over rows is forgotten');
  expect(textFor(1 / 2, two)).toBe(
    'analytic = numeric / 2: the factor 2 is missing, or a mean over rows is taken twice',
  );
  expect(textFor(-2, two)).toBe(
    'analytic = -2 numeric: the factor 2 is too many, or a mean over rows is forgotten, and the sign is wrong',
  );
  expect(textFor(4, two)).toBe('analytic = 4 numeric: the factor 4 is too many');
  expect(textFor(2, [{ rows: 2, columns: 2 }])).toContain('a mean over rows or columns is forgotten');
});

test('a factor is looked for where there is something to divide by', () => {
  const nothing = { ...scaled(2), observations: [] };
  expect(factor(nothing)).toEqual([]);
});
