import { ulpError } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { realLine } from '../src/formula.js';
import { hardPoints } from './hardPoints.js';
import { Decimal, exactly, ulpsFrom } from './highPrecision.js';
import { erf, erfc, exp, expm1, log1p, scaledErfc, tanh } from './exactFunctions.js';

describe('exactly', () => {
  test('is the double itself, not the shortest decimal that rounds to it', () => {
    expect(exactly(0.1).toString()).toBe('0.1000000000000000055511151231257827021181583404541015625');
  });
  test('comes back as the same double in every binade', () => {
    const points = hardPoints({ first: realLine, second: [0], landmarks: () => [0] });
    for (let i = 0; i < 10_000; i++) {
      const [x] = points.next().value;
      expect(exactly(x).toNumber()).toBe(x);
    }
  });
});

describe('ulpsFrom', () => {
  test('is 0 at the exact number and counts doubles away from it', () => {
    expect(ulpsFrom(new Decimal(1), 1)).toBe(0);
    expect(ulpsFrom(new Decimal(1), 1 + 3 * Number.EPSILON)).toBe(3);
    expect(ulpsFrom(new Decimal('0.1'), 0.1)).toBeLessThan(0.5);
  });
  test('takes 2^-1074 as the unit of the subnormals and of an exact number that underflows', () => {
    expect(ulpsFrom(exactly(1e-320), 1e-320 + 2 * Number.MIN_VALUE)).toBe(2);
    expect(ulpsFrom(new Decimal('1e-400'), 0)).toBeLessThan(1e-60);
    expect(ulpsFrom(new Decimal('1e-400'), 3 * Number.MIN_VALUE)).toBeCloseTo(3);
  });
  test('takes Infinity as right beyond the largest double, and as 2^1024 below it', () => {
    expect(ulpsFrom(new Decimal('1e400'), Infinity)).toBe(0);
    expect(ulpsFrom(new Decimal('1e400'), -Infinity)).toBeGreaterThan(1e100);
    expect(ulpsFrom(exactly(Number.MAX_VALUE), Infinity)).toBe(1);
    expect(ulpsFrom(exactly(1), Infinity)).toBeGreaterThan(1e300);
  });
  test('never passes NaN, not even for NaN', () => {
    expect(ulpsFrom(new Decimal(1), NaN)).toBe(Infinity);
    expect(ulpsFrom(new Decimal(NaN), 1)).toBe(Infinity);
    expect(ulpsFrom(new Decimal(NaN), NaN)).toBe(Infinity);
  });
  test('takes zeros of either sign as equal', () => {
    expect(ulpsFrom(new Decimal(0), -0)).toBe(0);
    expect(ulpsFrom(new Decimal(0), Number.MIN_VALUE)).toBe(1);
  });
  test('has the unit of ulpError, and keeps the part of an ulp that rounding the exact number would hide', () => {
    for (const [got, expected] of [
      [1 + 2 ** -50, 1],
      [1 - 2 ** -52, 1],
      [0.3, 0.1 + 0.2],
      [5e-324, -5e-324],
    ] as const) {
      expect(ulpsFrom(exactly(expected), got)).toBe(ulpError(got, expected));
    }
    expect(ulpsFrom(new Decimal(1).div(3), 1 / 3)).toBeCloseTo(1 / 3, 10);
  });
  test('counts in ulps of a larger size, where one is given', () => {
    expect(ulpsFrom(new Decimal(0), 2 ** -52, new Decimal(1))).toBe(1);
    expect(ulpsFrom(new Decimal(4), 4 + 2 ** -50, new Decimal(1))).toBe(1);
  });
});

describe('the exact functions', () => {
  test('erf(1) and erfc(10) agree with the published digits', () => {
    expect(erf(new Decimal(1)).toFixed(38)).toBe('0.84270079294971486934122063508260925930');
    // Source: DLMF 7.2, computed to these digits by any table of erfc.
    expect(erfc(new Decimal(10)).toExponential(15)).toBe('2.088487583762545e-45');
  });
  test('the series and the continued fraction of erfc meet to 40 digits', () => {
    for (const x of [5, 5.5, 6].map((x) => new Decimal(x))) {
      const bySeries = erfBySeries(x);
      const byFraction = new Decimal(1).minus(scaledErfc(x).times(exp(x.times(x).neg())));
      expect(bySeries.minus(byFraction).abs().lt('1e-50')).toBe(true);
    }
  });
  test('exp agrees with the library that it replaces', () => {
    for (const x of [-744.9, -1, -1e-20, 1e-5, 0.7, 3, 709].map(exactly)) {
      expect(exp(x).div(x.exp()).minus(1).abs().lt('1e-50')).toBe(true);
    }
  });
  test('expm1 and log1p undo each other, and tanh x ~ x, for tiny arguments', () => {
    for (const x of ['1e-300', '-1e-11', '1e-9', '0.3', '20'].map((x) => new Decimal(x))) {
      expect(log1p(expm1(x)).div(x).minus(1).abs().lt('1e-40')).toBe(true);
    }
    expect(tanh(new Decimal('-1e-300')).toNumber()).toBe(-1e-300);
  });
});

function erfBySeries(x: Decimal): Decimal {
  let term = x;
  let sum = x;
  for (let n = 1; n < 400; n++) {
    term = term.times(x.times(x).times(2)).div(2 * n + 1);
    sum = sum.plus(term);
  }
  return sum
    .times(2)
    .div(Decimal.acos(-1).sqrt())
    .times(exp(x.times(x).neg()));
}
