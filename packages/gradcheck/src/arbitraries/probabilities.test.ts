import { test } from '@fast-check/vitest';
import * as fc from 'fast-check';
import { describe, expect } from 'vitest';
import { probabilities } from './probabilities.js';

const seeds = Array.from({ length: 10 }, (_, i) => i);

function sumOf(p: Float64Array): number {
  return p.reduce((sum, each) => sum + each, 0);
}

function isWhole(x: number): boolean {
  return Math.abs(x - Math.round(x)) < 1e-9;
}

function shrunk(failing: (p: Float64Array) => boolean, arbitrary: fc.Arbitrary<Float64Array>, seed: number): number[] {
  const details = fc.check(
    fc.property(arbitrary, (p) => !failing(p)),
    { seed, numRuns: 500 },
  );
  return Array.from(details.counterexample![0]);
}

describe('probabilities', () => {
  test.prop([probabilities({ min: 1, max: 12 })])('are above 0 and sum to 1', (p) => {
    expect(p.every((each) => each > 0 && each <= 1)).toBe(true);
    expect(Math.abs(sumOf(p) - 1)).toBeLessThan(1e-14);
  });

  test.prop([probabilities({ min: 1, max: 12 }, { zeros: true })])('may be 0 when that is asked for', (p) => {
    expect(p.every((each) => each >= 0 && each <= 1)).toBe(true);
    expect(Math.abs(sumOf(p) - 1)).toBeLessThan(1e-14);
  });

  test('come near to 0 and to 1, with ties and without', () => {
    const drawn = fc.sample(probabilities(3), { numRuns: 1000, seed: 1 });
    expect(drawn.filter((p) => Math.min(...p) < 1e-6).length).toBeGreaterThan(20);
    expect(drawn.filter((p) => Math.max(...p) > 1 - 1e-6).length).toBeGreaterThan(5);
    expect(drawn.filter((p) => p[0] === p[1]).length).toBeGreaterThan(100);
    expect(drawn.filter((p) => p[0] !== p[1]).length).toBeGreaterThan(500);
  });

  test('of ten draws have one with equal shares, two with ties, two of percentages, three of moderate ratios, two of large', () => {
    const drawn = fc.sample(probabilities(3), { numRuns: 4000, seed: 1 });
    const share = (holds: (p: Float64Array) => boolean): number => drawn.filter(holds).length / drawn.length;
    const distinct = (p: Float64Array): number => new Set(p).size;
    const ratio = (p: Float64Array): number => Math.max(...p) / Math.min(...p);
    // A ninth of three shares from 1 to 3 are equal, too, and two thirds of them have one tie.
    expect(Math.abs(share((p) => distinct(p) === 1) - (0.1 + 0.2 / 9))).toBeLessThan(0.016);
    expect(Math.abs(share((p) => distinct(p) === 2) - ((0.2 * 2) / 3 + 0.2 * 0.03))).toBeLessThan(0.016);
    expect(Math.abs(share((p) => ratio(p) > Math.exp(5)) - 0.2 * (5 / 6) ** 2 * (1 + 2 / 6))).toBeLessThan(0.016);
    expect(Math.max(...drawn.map(ratio))).toBeGreaterThan(Math.exp(25));
    expect(Math.max(...drawn.map(ratio))).toBeLessThan(Math.exp(30));
    const wholeShares = drawn.filter((p) =>
      p.every((each) => [...Array(300).keys()].some((n) => isWhole(each * (n + 3)))),
    );
    expect(wholeShares.length / drawn.length).toBeGreaterThan(0.4);
  });

  test('have a 0 in one of twenty draws of two, where zeros are asked for', () => {
    const drawn = fc.sample(probabilities(2, { zeros: true }), { numRuns: 4000, seed: 1 });
    expect(Math.abs(drawn.filter((p) => p.includes(0)).length / drawn.length - 0.05)).toBeLessThan(0.01);
  });

  test('given by hand shrink only when they could have been drawn', () => {
    const fits = (arbitrary: fc.Arbitrary<Float64Array>, ...p: number[]): boolean =>
      arbitrary.canShrinkWithoutContext(Float64Array.from(p));
    const pairs = probabilities({ min: 2, max: 3 });
    expect([fits(pairs, 0.25, 0.75), fits(pairs, 0.1, 0.2, 0.7)]).toEqual([true, true]);
    expect([fits(pairs, 1), fits(pairs, 0.1, 0.2, 0.3, 0.4)]).toEqual([false, false]);
    expect([fits(pairs, 0.5, 0.4), fits(pairs, 0.5, 0.6), fits(pairs, 1.5, -0.5)]).toEqual([false, false, false]);
    expect([fits(pairs, 0, 1), fits(probabilities(2, { zeros: true }), 0, 1)]).toEqual([false, true]);
    expect(pairs.canShrinkWithoutContext([0.5, 0.5])).toBe(false);
  });

  test('reach 0 and 1 when zeros are asked for', () => {
    const drawn = fc.sample(probabilities(2, { zeros: true }), { numRuns: 300, seed: 1 });
    expect(drawn.some((p) => p[0] === 0)).toBe(true);
    expect(drawn.some((p) => p[0] === 1)).toBe(true);
  });

  test('shrink to two equal shares', () => {
    for (const seed of seeds) {
      expect(shrunk((p) => p.length >= 2, probabilities({ min: 1, max: 8 }), seed)).toEqual([0.5, 0.5]);
    }
  });

  test('shrink to shares of one decimal', () => {
    for (const seed of seeds) {
      const arbitrary = probabilities({ min: 2, max: 6 });
      expect(shrunk((p) => p[0]! > 0.55, arbitrary, seed)).toEqual([0.6, 0.4]);
      expect(shrunk((p) => p[0]! !== p[1]!, arbitrary, seed)).toEqual([0.6, 0.4]);
    }
  });

  test('shrink to shares of few decimals where simpler ones do not fail', () => {
    for (const seed of seeds) {
      const found = shrunk((p) => p[0]! < 0.003, probabilities(2), seed);
      expect([
        [0.001, 0.999],
        [0.002, 0.998],
      ]).toContainEqual(found);
    }
  });

  test('shrink to short decimals although sums are rounded: 1 - 0.41 is 0.5900000000000001', () => {
    const property = fc.property(probabilities(2), (p) => !(p[0]! > 0.405 && p[0]! < 0.415));
    const details = fc.check(property, { examples: [[Float64Array.of(0.4123456, 0.5876544)]], numRuns: 1 });
    expect(Array.from(details.counterexample![0])).toEqual([0.41, 0.59]);
  });

  test('shrink what was given by hand', () => {
    const property = fc.property(probabilities(3), (p) => p[1]! < 0.55);
    const details = fc.check(property, { examples: [[Float64Array.of(0.125, 0.625, 0.25)]], numRuns: 1 });
    expect(Array.from(details.counterexample![0])).toEqual([0.2, 0.6, 0.2]);
  });

  test.each([0, -1, 1.5, { min: 0, max: 3 }])('throw for a count of %j', (count) => {
    expect(() => probabilities(count)).toThrow(RangeError);
  });
});
