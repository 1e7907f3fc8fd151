import { test } from '@fast-check/vitest';
import * as fc from 'fast-check';
import { describe, expect } from 'vitest';
import { probabilities } from './probabilities.js';

const seeds = Array.from({ length: 10 }, (_, i) => i);

function sumOf(p: Float64Array): number {
  return p.reduce((sum, each) => sum + each, 0);
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
