import { expect, test } from 'vitest';
import { asFactor, shortDecimal, simplest } from './constants.js';

test.each([
  [2.00000000001, 1e-9, '2'],
  [0.01000000001, 1e-9, '0.01'],
  [-0.3333333333, 1e-9, '-1 / 3'],
  [0.6666666667, 1e-9, '2 / 3'],
  [1 / 784, 1e-12, '1 / 784'],
  [Math.PI, 1e-9, 'pi'],
  [-1 / Math.LN2, 1e-9, '-1 / ln 2'],
  [1 / Math.sqrt(2 * Math.PI), 1e-9, '1 / sqrt(2 pi)'],
  [2 * Math.PI, 1e-9, '2 pi'],
  [1 / Math.LN10, 1e-9, '1 / ln 10'],
  [-Math.SQRT2, 1e-9, '-sqrt(2)'],
  [Math.sqrt(Math.PI), 1e-9, 'sqrt(pi)'],
  [1 / 1000 / 1.0000000001, 1e-12, '0.001'],
  [1 / 997, 1e-12, '1 / 997'],
  [12 / 997, 1e-12, '12 / 997'],
  [-12 / 997, 1e-12, '-12 / 997'],
  [13 / 997, 1e-12, '0.0130391'],
  [1 / 1003, 1e-12, '0.000997009'],
  [0.123456, 1e-9, '0.123456'],
  [0.12345678, 1e-12, '0.123457'],
  [1e-12, 1e-9, '0'],
  // What is known to three digits only is no fraction and no pi.
  [0.3333333, 1e-3, '0.333'],
  [0.33335, 2e-5, '0.33335'],
  [Math.PI, 1e-2, '3.14'],
])('%f known to %f is written %s', (x, precision, text) => {
  const { value, text: written } = simplest(x, precision);
  expect(written).toBe(text);
  expect(Math.abs(value - x)).toBeLessThanOrEqual(precision);
});

test('a short decimal has as few digits as the precision allows, and tells how many', () => {
  expect(shortDecimal(4.9999999, 1e-6)).toEqual({ value: 5, text: '5', digits: 1 });
  expect(shortDecimal(1 / 3, 1e-6)).toEqual({ value: 0.333333, text: '0.333333', digits: 6 });
  expect(shortDecimal(Math.E, 0)).toEqual({ value: Math.E, text: '2.71828', digits: 16 });
});

test('a number in a product is in parentheses where it is one itself', () => {
  expect(asFactor(simplest(2 / 3, 1e-9))).toBe('(2 / 3)');
  expect(asFactor(simplest(0.5, 1e-9))).toBe('0.5');
});
