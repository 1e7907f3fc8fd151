import { expect, test } from 'vitest';
import { float64 } from '../differences/measuring.js';
import { allowedError, toleranceFor } from './tolerance.js';

const tolerance = { relative: 1e-9, absolute: 1e-9 };
const estimate = { value: 1, rounding: 0, truncation: 0, method: '', step: 1 };

test('an exact difference allows absolute + relative max(|analytic|, |numeric|)', () => {
  expect(allowedError(tolerance, 3, estimate)).toBeCloseTo(4e-9, 20);
  expect(allowedError({ relative: 0, absolute: 0 }, 3, estimate)).toBe(0);
});

test('rounding is allowed whole, truncation up to a thousandth of the derivative', () => {
  expect(allowedError(tolerance, 1, { ...estimate, rounding: 0.5 })).toBeCloseTo(0.5, 8);
  expect(allowedError(tolerance, 1, { ...estimate, truncation: 1e-5 })).toBeCloseTo(1e-5, 8);
  expect(allowedError(tolerance, 1, { ...estimate, truncation: 1e9 })).toBeCloseTo(1e-3, 8);
});

test('throws for a tolerance that is negative, NaN or infinite', () => {
  for (const wrong of [-1, NaN, Infinity]) {
    expect(() => toleranceFor('check', { relative: wrong }, float64, tolerance)).toThrow(RangeError);
    expect(() => toleranceFor('check', { absolute: wrong }, float64, tolerance)).toThrow('expected absolute >= 0');
  }
});
