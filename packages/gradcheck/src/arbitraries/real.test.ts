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
    // Of the doubles up to 1e-300 one in 25 is subnormal.
    const tiny = fc.sample(real({ low: 1e-320, high: 1e-300 }), { numRuns: draws, seed });
    expect(share(tiny, (x) => x > 1.01e-320 && x < 2 ** -1022)).toBe(0);
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

/** Whether x is a multiple of 2^-places. */
function isOnGrid(x: number, places: number): boolean {
  return Number.isInteger(x * 2 ** places);
}

describe('of ten numbers that real draws', () => {
  const drawnFrom = (interval: Interval, landmarks: readonly number[] = []): readonly number[] =>
    fc.sample(real(interval, landmarks), { numRuns: draws, seed });

  test.each([
    { low: -1000, high: 1000, places: 9 },
    { low: -1, high: 1000, places: 10 },
    { low: -1000, high: 1, places: 10 },
  ])('three are of a million over [$low, $high], three of as many within 8 of 0', ({ low, high, places }) => {
    const numbers = drawnFrom({ low, high });
    const within8 = share(numbers, (x) => Math.abs(x) <= 8 && isOnGrid(x, 16));
    expect(within8).toBeGreaterThan(0.29);
    expect(within8).toBeLessThan(0.36);
    const beyond8 = numbers.filter((x) => Math.abs(x) > 8);
    // Every second of the grid is one of a grid twice as coarse.
    const odd = beyond8.filter((x) => isOnGrid(x, places) && !isOnGrid(x, places - 1));
    expect(odd.length / numbers.length).toBeGreaterThan(0.12);
    expect(odd.length / numbers.length).toBeLessThan(0.18);
  });

  test.each([
    { low: 3, high: Infinity, from: 3, to: 53 },
    { low: 1000, high: Infinity, from: 1000, to: 2000 },
    { low: -Infinity, high: -3, from: -53, to: -3 },
    { low: -Infinity, high: -1000, from: -2000, to: -1000 },
  ])('nine lie within 50 of the end of [$low, $high], or of its size', ({ low, high, from, to }) => {
    const numbers = drawnFrom({ low, high });
    expect(share(numbers, (x) => x >= from && x <= to)).toBeGreaterThan(0.9);
    expect(share(numbers, (x) => x > from + (to - from) / 10 && x < to - (to - from) / 10)).toBeGreaterThan(0.25);
    const farthest = Math.max(...numbers.map(Math.abs));
    expect(farthest).toBeGreaterThan(1e5);
    expect(farthest).toBeLessThan(1.01e6);
  });

  test('two have a distance from 0 or from an end that is uniform on a log scale', () => {
    const unit = drawnFrom({ low: 0, high: 1 });
    for (const near of [share(unit, (x) => x > 1e-8 && x < 1e-4), share(unit, (x) => 1 - x > 1e-8 && 1 - x < 1e-4)]) {
      expect(near).toBeGreaterThan(0.044);
      expect(near).toBeLessThan(0.062);
    }
    const thousands = drawnFrom({ low: 1000, high: 2000 });
    for (const end of [1000, 2000]) {
      const tenthOrLess = share(thousands, (x) => x !== end && Math.abs(x - end) < 0.1);
      expect(tenthOrLess).toBeGreaterThan(0.052);
      expect(tenthOrLess).toBeLessThan(0.075);
    }
    for (const sign of [-1, 1]) {
      const ends = [-10 * sign, 1000 * sign].sort((a, b) => a - b);
      const uneven = drawnFrom({ low: ends[0]!, high: ends[1]! });
      expect(share(uneven, (x) => sign * x > 10 && !isOnGrid(x, 16))).toBeGreaterThan(0.08);
    }
  });

  test('one is a landmark or an end, or beside it: next to it, or 1e-8, 1e-3 or 1/8 of its size away', () => {
    const numbers = new Set(drawnFrom({ low: 1, high: 5000 }, [1000]));
    const offsets = [1e-5, 1, 125];
    for (const x of offsets.flatMap((offset) => [1000 - offset, 1000 + offset])) expect(numbers).toContain(x);
    for (const x of [1, 5000, 1000, 1000 - 2 ** -43, 1000 + 2 ** -43, 1 + 1e-8, 1.001, 1.125, 4375]) {
      expect(numbers).toContain(x);
    }
  });

  test('none is -0 where 0 is none of the interval, and some are where it is', () => {
    const isMinusZero = (x: number): boolean => Object.is(x, -0);
    expect(drawnFrom({ low: 0, high: 1 }).some(isMinusZero)).toBe(true);
    expect(drawnFrom({ low: -1, high: 0 }).some(isMinusZero)).toBe(true);
    for (const interval of [
      { low: 0, high: 1, lowOpen: true },
      { low: -1, high: 0, highOpen: true },
    ]) {
      expect(drawnFrom(interval).some((x) => x === 0)).toBe(false);
    }
  });

  test('all are subnormal where the interval has no others', () => {
    const least = Number.MIN_VALUE;
    const few = fc.sample(real({ low: 0, high: 6 * least, lowOpen: true, highOpen: true }), { numRuns: 200, seed });
    expect(new Set(few)).toEqual(new Set([1, 2, 3, 4, 5].map((count) => count * least)));
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
