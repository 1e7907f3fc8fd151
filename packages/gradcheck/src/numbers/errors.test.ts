import { test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { absoluteError, relativeError, ulpError } from './errors.js';
import { isSubnormal, nextDown, nextUp, unitInLastPlace } from './doubles.js';
import { real } from '../arbitraries/real.js';

const all = { absoluteError, relativeError, ulpError };
const least = Number.MIN_VALUE;
const greatest = Number.MAX_VALUE;

describe.each(Object.entries(all))('%s', (_name, error) => {
  test('is Infinity when either is NaN', () => {
    for (const x of [0, 1, Infinity, NaN]) {
      expect(error(NaN, x)).toBe(Infinity);
      expect(error(x, NaN)).toBe(Infinity);
    }
  });

  test('is Infinity when exactly one is infinite, or both with opposite signs', () => {
    for (const x of [0, 1, greatest, -Infinity]) {
      expect(error(Infinity, x)).toBe(Infinity);
      expect(error(x, Infinity)).toBe(Infinity);
    }
  });

  test.prop([real()])('is 0 for equal numbers, infinities and zeros of either sign', (x) => {
    expect(error(x, x)).toBe(0);
    expect(error(Infinity, Infinity)).toBe(0);
    expect(error(-0, 0)).toBe(0);
  });
});

describe('relativeError', () => {
  test('is taken against the expected value', () => {
    expect(relativeError(3, 2)).toBe(0.5);
    expect(relativeError(2, -2)).toBe(2);
    expect(relativeError(1e-300, 0)).toBe(Infinity);
  });
});

describe('ulpError', () => {
  test('is 1 for neighbours away from 0', () => {
    for (const x of [1, 1.5, -3, 1e-300, 1e300, least, 2 ** -1022, 0]) {
      expect(ulpError(x < 0 ? nextDown(x) : nextUp(x), x)).toBe(1);
    }
  });

  test('at a power of two is half a unit below and one above', () => {
    expect(ulpError(nextDown(1), 1)).toBe(0.5);
    expect(ulpError(nextUp(1), 1)).toBe(1);
    expect(ulpError(1, nextDown(1))).toBe(1);
  });

  test('counts across 0 and among subnormals', () => {
    expect(ulpError(least, -least)).toBe(2);
    expect(ulpError(7 * least, 3 * least)).toBe(4);
    expect(ulpError(2 ** -1022, nextDown(2 ** -1022))).toBe(1);
  });

  test('does not overflow between the greatest doubles', () => {
    expect(ulpError(greatest, -greatest)).toBe(2 ** 54 - 2);
    expect(ulpError(nextDown(greatest), greatest)).toBe(1);
  });

  test.prop([real(), real()])('is |got - expected| over the spacing of doubles at expected', (got, expected) => {
    const spacing = expected === 0 ? least : nextUp(Math.abs(expected)) - Math.abs(expected);
    expect(ulpError(got, expected)).toBe(Math.abs(got - expected) / spacing);
  });
});

describe('doubles', () => {
  test.prop([real()])('no double lies between x and nextUp(x)', (x) => {
    const next = nextUp(x);
    expect(next).toBeGreaterThan(x);
    const middle = x / 2 + next / 2;
    expect(middle === x || middle === next || Math.abs(x) < 1e-300).toBe(true);
    expect(nextDown(next)).toBe(x === 0 ? -0 + 0 : x);
  });

  test('end at the infinities', () => {
    expect(nextUp(greatest)).toBe(Infinity);
    expect(nextUp(-Infinity)).toBe(-greatest);
    expect(nextUp(Infinity)).toBe(Infinity);
    expect(nextDown(-Infinity)).toBe(-Infinity);
    expect(nextDown(Infinity)).toBe(greatest);
    expect(nextUp(NaN)).toBeNaN();
    expect(unitInLastPlace(Infinity)).toBeNaN();
  });

  test('are subnormal between 0 and 2^-1022, without either', () => {
    for (const x of [least, nextDown(2 ** -1022)]) expect([isSubnormal(x), isSubnormal(-x)]).toEqual([true, true]);
    for (const x of [0, 2 ** -1022, 1, Infinity, NaN])
      expect([isSubnormal(x), isSubnormal(-x)]).toEqual([false, false]);
  });
});
