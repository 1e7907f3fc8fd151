import { test } from '@fast-check/vitest';
import * as fc from 'fast-check';
import { describe, expect } from 'vitest';
import { doublesOf, everyDouble } from '../numbers/interval.js';
import { real } from './real.js';
import { compareSimplicity, simplerNumbers } from './simplerNumbers.js';

const all = doublesOf(everyDouble, 'test');

describe('simpler', () => {
  test.each([
    ['fewer characters', 9, 10],
    ['fewer characters', 400, 0.25],
    ['nearer to 0, of as many characters', 1, 2],
    ['nearer to 0, of as many characters', 0.25, 0.75],
    ['nearer to 0, of as many characters', 1e-6, 1234.567],
    ['nearer to 1e-6, where an exponent is needed', 2e-7, 1e-7],
    ['nearer to 1e-6, where an exponent is needed', 1e-7, 1e-9],
    ['without an exponent, of as many characters', 5000, 1e-7],
    ['positive, of the same size', 3, -3],
    ['0 than -0', 0, -0],
  ])('is %s: %d than %d', (_why, simpler, other) => {
    expect(compareSimplicity(simpler, other)).toBeLessThan(0);
    expect(compareSimplicity(other, simpler)).toBeGreaterThan(0);
  });

  test.prop([real()])('is no number than itself', (x) => {
    expect(compareSimplicity(x, x)).toBe(0);
  });
});

describe('simplerNumbers', () => {
  const interval = fc.tuple(real(), real()).filter(([a, b]) => a !== b);

  test.prop([interval, fc.integer()])(
    'are each simpler than x, distinct, the simplest first, and in the interval',
    ([a, b], seed) => {
      const ends = { low: Math.min(a, b), high: Math.max(a, b) };
      const [x] = fc.sample(real(ends), { numRuns: 1, seed });
      const found = simplerNumbers(x!, doublesOf(ends, 'test'));
      expect(found.every((y) => compareSimplicity(y, x!) < 0)).toBe(true);
      expect(found.every((y) => y >= ends.low && y <= ends.high)).toBe(true);
      expect(found).toEqual([...new Set(found)].sort(compareSimplicity));
    },
  );

  test.each([
    [37.281, [40, 30, 50, 36, 37, 38, 37.2, 37.3, 37.4, 37.28, 37.27, 37.29]],
    [-0.037281, [-0.1, 0.1, -0.03, -0.04, -0.05, -0.036, -0.037, -0.038, -0.0373]],
    [123456.789, [120000, 123000, 123400, 123500, 123450, 123460, 123456, 123457]],
    [54321, [1, 10, 100, 1000, 10000]],
    [-54321, [-1, -10, -100, -1000, -10000]],
    [0.00003, [0.1, 0.01, 0.001, 0.0001]],
    [1000, [500, 750, 875]],
    [0.75, [0.5, 0.7, 0.8, 0.38, 0.56, 0.66]],
    [-7.3, [7.3, 0, 1, -1, 2, -2, 0.5, -0.5]],
  ])('of %d reach %j', (x, expected) => {
    expect(simplerNumbers(x, all)).toEqual(expect.arrayContaining(expected));
  });

  test('reach the end nearest to 0, and the whole number within', () => {
    expect(simplerNumbers(7.375, { first: 1.5, last: 9 })).toEqual(expect.arrayContaining([1.5, 2]));
    expect(simplerNumbers(-7.375, { first: -9, last: -1.5 })).toEqual(expect.arrayContaining([-1.5, -2]));
    // Half way and three quarters of the way from the end to x.
    expect(simplerNumbers(1000, { first: 100, last: 1000 })).toEqual(expect.arrayContaining([550, 775]));
    expect(simplerNumbers(-1000, { first: -1000, last: -100 })).toEqual(expect.arrayContaining([-550, -775]));
  });

  test('halve the way down to the last decimals of x', () => {
    expect(simplerNumbers(9.75, all)).toEqual(expect.arrayContaining([9.7, 9.6, 9.14]));
  });

  test('are subnormal only where x is', () => {
    expect(simplerNumbers(2.5e-308, all).filter((y) => y !== 0 && Math.abs(y) < 2 ** -1022)).toEqual([]);
    expect(simplerNumbers(1.5e-310, all)).toEqual(expect.arrayContaining([1e-310, 2e-310]));
  });

  test('of 0 there are none', () => {
    expect(simplerNumbers(0, all)).toEqual([]);
    expect(simplerNumbers(-0, all)).toEqual([0]);
  });
});
