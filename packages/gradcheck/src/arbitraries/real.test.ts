import { test } from '@fast-check/vitest';
import * as fc from 'fast-check';
import { describe, expect } from 'vitest';
import { real } from './real.js';
import type { Interval } from '../numbers/interval.js';

const draws = 4000;
const seed = 7;

/** The smallest x for which the property fails. */
function smallest(numbers: fc.Arbitrary<number>, fails: (x: number) => boolean, from: number): number {
  const details = fc.check(
    fc.property(numbers, (x) => !fails(x)),
    { numRuns: draws, seed: from },
  );
  return details.counterexample![0];
}

function share(numbers: readonly number[], holds: (x: number) => boolean): number {
  return numbers.filter(holds).length / numbers.length;
}

describe('real draws', () => {
  const numbers = fc.sample(real(), { numRuns: draws, seed });

  test('numbers of every size: half and more lie beyond 1, few below 1e-30', () => {
    expect(share(numbers, (x) => Math.abs(x) > 1)).toBeGreaterThan(0.5);
    expect(share(numbers, (x) => x !== 0 && Math.abs(x) < 1e-30)).toBeLessThan(0.12);
  });

  test('both signs, 0, -0 and tails up to 1e6', () => {
    expect(share(numbers, (x) => x < 0)).toBeGreaterThan(0.4);
    expect(numbers).toContain(0);
    expect(numbers.some((x) => Object.is(x, -0))).toBe(true);
    expect(Math.max(...numbers)).toBeGreaterThan(1e5);
    expect(Math.max(...numbers.map(Math.abs))).toBeLessThanOrEqual(1e6);
  });

  test('no number so small that 1 / x overflows, but for the neighbours of 0', () => {
    expect(numbers.filter((x) => x !== 0 && !Number.isFinite(1 / x)).every((x) => Math.abs(x) === 5e-324)).toBe(true);
  });

  test('mostly numbers with few binary digits, exact in single precision', () => {
    expect(share(numbers, (x) => Math.fround(x) === x)).toBeGreaterThan(0.6);
  });

  test('every landmark and its neighbours on both sides', () => {
    const around = fc.sample(real({ low: 1, high: 100 }, [37.5]), { numRuns: draws, seed });
    expect(around).toContain(37.5);
    expect(around.some((x) => x > 37.5 && x < 37.500001)).toBe(true);
    expect(around.some((x) => x < 37.5 && x > 37.499999)).toBe(true);
  });

  test('close to both ends of an open interval, and never the ends', () => {
    const inside = fc.sample(real({ low: 0, high: 1, lowOpen: true, highOpen: true }), { numRuns: draws, seed });
    expect(Math.min(...inside)).toBeGreaterThan(0);
    expect(Math.max(...inside)).toBeLessThan(1);
    expect(share(inside, (x) => x < 1e-4)).toBeGreaterThan(0.03);
    expect(share(inside, (x) => x > 1 - 1e-4)).toBeGreaterThan(0.03);
  });

  const bound = fc.oneof(real(), fc.constantFrom(-Infinity, Infinity, 5e-324, 1e300, -1e300, Number.MAX_VALUE));
  test.prop([bound, bound, fc.boolean(), fc.boolean(), fc.integer()], { numRuns: 300 })(
    'only numbers of the interval, whatever its ends',
    (a, b, lowOpen, highOpen, from) => {
      const interval: Interval = { low: Math.min(a, b), high: Math.max(a, b), lowOpen, highOpen };
      fc.pre(isInhabited(interval));
      const landmarks = [0, 1].filter((x) => x >= interval.low && x <= interval.high);
      for (const x of fc.sample(real(interval, landmarks), { numRuns: 20, seed: from })) {
        expect(Number.isFinite(x)).toBe(true);
        expect(lowOpen ? x > interval.low : x >= interval.low).toBe(true);
        expect(highOpen ? x < interval.high : x <= interval.high).toBe(true);
      }
    },
  );

  test('the one number of an interval that has one', () => {
    expect(new Set(fc.sample(real({ low: 2.5, high: 2.5 }), 20))).toEqual(new Set([2.5]));
  });

  test('the doubles of an interval a few units in the last place wide', () => {
    const next = 1 + Number.EPSILON;
    const between = real({ low: 1, high: 1 + 2 * Number.EPSILON, lowOpen: true, highOpen: true });
    expect(new Set(fc.sample(between, 20))).toEqual(new Set([next]));
  });
});

function isInhabited({ low, high, lowOpen, highOpen }: Interval): boolean {
  if (low === high) return Number.isFinite(low) && !lowOpen && !highOpen;
  return low < Number.MAX_VALUE && high > -Number.MAX_VALUE && high - low > 1e-300;
}

describe('real shrinks', () => {
  const seeds = Array.from({ length: 20 }, (_, i) => i);

  test.each([
    { rule: 'x > 1.7', fails: (x: number) => x > 1.7, expected: 2 },
    { rule: 'x < -1.7', fails: (x: number) => x < -1.7, expected: -2 },
    { rule: '1.7 < x < 2', fails: (x: number) => x > 1.7 && x < 2, expected: 1.8 },
    { rule: 'x >= 9.5', fails: (x: number) => x >= 9.5, expected: 10 },
    { rule: 'x not 0', fails: (x: number) => x !== 0, expected: 1 },
    { rule: '0 < |x| < 1e-5', fails: (x: number) => x !== 0 && Math.abs(x) < 1e-5, expected: 1e-6 },
    { rule: 'any x', fails: () => true, expected: 0 },
    { rule: 'x > 1000', fails: (x: number) => x > 1000, expected: 2000 },
  ])('a failure for $rule to $expected or as short', ({ fails, expected }) => {
    for (const from of seeds) {
      const found = smallest(real(), fails, from);
      expect(fails(found)).toBe(true);
      expect(String(Math.abs(found)).length).toBeLessThanOrEqual(String(Math.abs(expected)).length);
    }
  });

  test('to the same number from every start', () => {
    for (const from of seeds) expect(smallest(real(), (x) => x > 1.7, from)).toBe(2);
  });

  test('to a number of the interval', () => {
    for (const from of seeds) {
      expect(smallest(real({ low: 0, high: 1, lowOpen: true, highOpen: true }), () => true, from)).toBe(0.1);
      expect(smallest(real({ low: 3, high: Infinity, lowOpen: true }), () => true, from)).toBe(4);
      expect(smallest(real({ low: -7.25, high: -7 }), () => true, from)).toBe(-7);
    }
  });

  test('numbers that were given by hand', () => {
    const details = fc.check(
      fc.property(real(), (x) => x < 3),
      { examples: [[37.281]], numRuns: 1 },
    );
    expect(details.counterexample).toEqual([3]);
  });
});

describe('real throws', () => {
  test.each([
    { low: 1, high: 0 },
    { low: NaN, high: 1 },
    { low: 0, high: NaN },
    { low: 1, high: 1, lowOpen: true },
    { low: 1, high: 1 + Number.EPSILON, lowOpen: true, highOpen: true },
    { low: Infinity, high: Infinity },
    { low: -Infinity, high: -Infinity },
  ])('for %j, which holds no number', (interval) => {
    expect(() => real(interval)).toThrow(RangeError);
  });

  test('with the rule, the interval and what to do', () => {
    expect(() => real({ low: 1, high: 0, highOpen: true })).toThrow(
      'real: expected an interval that holds at least one double, got [1, 0). Swap or widen its ends.',
    );
  });

  test('for a landmark beyond the ends, which themselves may be landmarks', () => {
    const open = { low: 0, high: 1, lowOpen: true };
    expect(() => real(open, [0, 1])).not.toThrow();
    for (const landmark of [-1e-9, 1.5]) {
      expect(() => real(open, [0.5, landmark])).toThrow(
        `real: expected landmarks from 0 to 1, got ${landmark}. Leave it out, or widen the interval.`,
      );
    }
  });

  test('for a landmark that is not finite', () => {
    expect(() => real({ low: 0, high: 1 }, [NaN])).toThrow(RangeError);
    expect(() => real({ low: 0, high: 1 }, [Infinity])).toThrow(RangeError);
  });
});
