import { describe, expect, test } from 'vitest';
import { float32, float64 } from '../differences/measuring.js';
import type { ToleranceMode } from './options.js';
import { allowedError, enoughFor, isMeasured, isUnsettled, toleranceAt, toleranceFor } from './tolerance.js';

const tolerance = { relative: 1e-9, absolute: 1e-9 };
const estimate = { value: 1, rounding: 0, truncation: 0, method: '', step: 1 };

test('an exact difference allows absolute + relative max(|analytic|, |numeric|)', () => {
  expect(allowedError(tolerance, 3, estimate)).toBeCloseTo(4e-9, 20);
  expect(allowedError({ relative: 0, absolute: 0 }, 3, estimate)).toBe(0);
});

test('of an infinite derivative any share is infinite, without units in the last place too', () => {
  expect(toleranceAt(tolerance, Infinity, 1)).toBe(Infinity);
  expect(toleranceAt(tolerance, 1, -Infinity)).toBe(Infinity);
});

test('rounding is allowed whole, truncation up to a thousandth of the derivative, in float32 to five', () => {
  expect(allowedError(tolerance, 1, { ...estimate, rounding: 0.5 })).toBeCloseTo(0.5, 8);
  expect(allowedError(tolerance, 1, { ...estimate, truncation: 1e-5 })).toBeCloseTo(1e-5, 8);
  expect(allowedError(tolerance, 1, { ...estimate, truncation: 1e9 })).toBeCloseTo(1e-3, 8);
  expect(allowedError({ ...tolerance, precision: float32 }, 1, { ...estimate, truncation: 1e9 })).toBeCloseTo(5e-3, 8);
});

test('where the derivative is small, truncation is allowed up to eight times the rounding', () => {
  const unclear = { ...estimate, value: 0, rounding: 1e-3, truncation: 1 };
  expect(allowedError(tolerance, 0, unclear)).toBeCloseTo(9e-3, 8);
  expect(allowedError(tolerance, 1e-2, unclear)).toBeCloseTo(9e-3, 8);
  expect(allowedError(tolerance, -100, unclear)).toBeCloseTo(0.101, 6);
});

test('a difference says something up to a tenth of the derivative in rounding, and a hundredth where that is small', () => {
  const measured = (analytic: number, value: number, rounding: number): boolean =>
    isMeasured(analytic, { ...estimate, value, rounding });
  expect([measured(-5, 1, 0.5), measured(-5, 1, 0.51), measured(1, -5, 0.5), measured(1, -5, 0.51)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect([measured(0, 0, 0.01), measured(0, 0, 0.0101)]).toEqual([true, false]);
});

test('an estimate has not settled where the two lie within its rounding and truncation', () => {
  const unsettled = (analytic: number, truncation: number): boolean =>
    isUnsettled(analytic, { ...estimate, value: 1, rounding: 0.25, truncation });
  expect([unsettled(2, 0.75), unsettled(0, 0.75), unsettled(2, 0.7), unsettled(0, 0.7)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(unsettled(2, Infinity)).toBe(false);
});

describe('toleranceFor', () => {
  const defaults = { relative: 1e-9, absolute: 1e-8 };
  const at100 = (mode: ToleranceMode, precision = float64): number =>
    toleranceAt(toleranceFor('check', { mode }, precision, defaults), 100, 0);

  test('counts what the mode says', () => {
    expect(at100('mixed')).toBeCloseTo(1e-8 + 1e-7, 20);
    expect(at100('absolute')).toBe(1e-8);
    expect(at100('relative')).toBeCloseTo(1e-7, 20);
    // Doubles from 64 to 128 lie 2^-46 apart.
    expect(at100('ulp')).toBe(4 * 2 ** -46);
    expect(at100('ulp', float32)).toBe(4 * 2 ** -17);
  });

  test('the unit at a power of two is the larger one, as in ulpError; at 0 it is the least number', () => {
    const ulp = toleranceFor('check', { mode: 'ulp', ulp: 1 }, float64, defaults);
    expect(toleranceAt(ulp, 2 ** 29, 0)).toBe(2 ** -23);
    expect(toleranceAt(ulp, 1 - 2 ** -53, 0)).toBe(2 ** -53);
    expect(toleranceAt(ulp, 0, 0)).toBe(Number.MIN_VALUE);
  });

  test('float32 has 1e-4, unless the defaults or the caller allow more', () => {
    expect(at100('absolute', float32)).toBe(1e-4);
    expect(toleranceFor('check', { absolute: 1e-6 }, float32, defaults)).toMatchObject({
      absolute: 1e-6,
      relative: 1e-4,
    });
    expect(toleranceFor('check', {}, float32, { relative: 1e-2, absolute: 1 })).toMatchObject({
      absolute: 1,
      relative: 1e-2,
    });
  });

  test('an estimate is good enough at a tenth of the tolerance', () => {
    expect(enoughFor(tolerance)(3)).toBeCloseTo(4e-10, 20);
    expect(enoughFor({ absolute: 0, relative: 1e-9 })(1e-100)).toBeCloseTo(1e-110, 120);
    expect(enoughFor({ absolute: 0, relative: 1e-9 })(0)).toBeGreaterThan(0);
  });

  test('throws for a tolerance that is negative, NaN or infinite', () => {
    for (const wrong of [-1, NaN, Infinity]) {
      expect(() => toleranceFor('check', { relative: wrong }, float64, tolerance)).toThrow(RangeError);
      expect(() => toleranceFor('check', { absolute: wrong }, float64, tolerance)).toThrow('expected absolute >= 0');
      expect(() => toleranceFor('check', { mode: 'ulp', ulp: wrong }, float64, tolerance)).toThrow('expected ulp >= 0');
    }
  });

  test('0 is a tolerance', () => {
    const none = { relative: 0, absolute: 0 };
    expect(toleranceFor('check', none, float64, tolerance)).toMatchObject(none);
  });

  test.each<[ToleranceMode, 'absolute' | 'relative' | 'ulp']>([
    ['mixed', 'ulp'],
    ['absolute', 'relative'],
    ['relative', 'ulp'],
    ['ulp', 'absolute'],
  ])('mode %s refuses %s, which it would not count', (mode, name) => {
    expect(() => toleranceFor('check', { mode, [name]: 1 }, float64, tolerance)).toThrow(
      `check: expected no ${name} in mode ${mode}, got 1. Leave it out, or choose a mode that counts it.`,
    );
  });
});
