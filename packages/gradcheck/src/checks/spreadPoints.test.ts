import { expect, test } from 'vitest';
import { everyDouble } from '../numbers/interval.js';
import { GradientCheckError } from '../reports/report.js';
import { failureOf } from '../test-support/failure.test-support.js';
import { sigmoid, sigmoidDerivative } from '../test-support/formulas.test-support.js';
import { checkDerivative } from './checkDerivative.js';
import { spreadPoints } from './spreadPoints.js';

const seeds = Array.from({ length: 200 }, (_, i) => i * 7919 - 500_000);

test('60 points leave no gap of 0.5 within 8 of 0, and none of 10 within 50', () => {
  for (const seed of seeds) {
    const points = spreadPoints(everyDouble, [], 60, seed).sort((a, b) => a - b);
    const gaps = points.slice(1).map((x, i) => ({ from: points[i]!, gap: x - points[i]! }));
    for (const { from, gap } of gaps.filter(({ from, gap }) => from > -50 && from + gap < 50)) {
      expect(gap).toBeLessThan(from >= -8 && from + gap <= 8 ? 0.5 : 10);
    }
  }
});

test('they lie in the interval, reach its tails, and visit 0 and the landmarks', () => {
  const points = spreadPoints(everyDouble, [3.7], 60, 1);
  expect(points).toEqual(expect.arrayContaining([0, 3.7]));
  expect(Math.max(...points)).toBeGreaterThan(1000);
  expect(Math.min(...points)).toBeLessThan(-1000);
  const inside = spreadPoints({ low: 0, high: 1, lowOpen: true }, [7], 60, 1);
  expect(inside.every((x) => x > 0 && x <= 1)).toBe(true);
  expect(Math.min(...inside)).toBeLessThan(1e-5);
  const positive = spreadPoints({ low: 100, high: Infinity }, [], 60, 1);
  expect(Math.max(...positive)).toBeGreaterThan(1e4);
});

test('of 2000 points 55 % are spread within 8 of 0, 20 % over the working range, 15 % on a log scale up to 1e6', () => {
  const count = 2000;
  for (const seed of [1, 2, 3]) {
    const points = spreadPoints(everyDouble, [], count, seed);
    const within = (low: number, high: number): number => points.filter((x) => x > low && x < high).length / count;
    // Of the working range from -50 to 50 as much as lies there, and a quarter or so of the tails.
    const wide = 0.2 / 100;
    const perSide = 0.15 / 2 / Math.log(1e14);
    expect(within(1, 8)).toBeCloseTo((0.55 * 7) / 16 + 7 * wide + perSide * Math.log(8), 2);
    expect(within(-8, -1)).toBeCloseTo((0.55 * 7) / 16 + 7 * wide + perSide * Math.log(8), 2);
    expect(within(8, 50)).toBeCloseTo(42 * wide + perSide * Math.log(50 / 8), 2);
    expect(within(-50, -8)).toBeCloseTo(42 * wide + perSide * Math.log(50 / 8), 2);
    expect(within(50, 1e6)).toBeCloseTo(perSide * Math.log(1e6 / 50), 2);
    expect(within(0, 1e-4)).toBeCloseTo(perSide * Math.log(1e4), 2);
    expect(points.every((x) => Math.abs(x) <= 1e6)).toBe(true);
  }
});

test('of many landmarks a tenth of the points visit some', () => {
  const landmarks = Array.from({ length: 100 }, (_, i) => 10.125 + i / 4);
  const visited = new Set(spreadPoints(everyDouble, landmarks, 60, 1).filter((x) => landmarks.includes(x)));
  expect(visited.size).toBeGreaterThanOrEqual(5);
  expect(visited.size).toBeLessThanOrEqual(7);
});

test('of half a line and of an interval far from 0 they take every part', () => {
  const half = spreadPoints({ low: 1000, high: Infinity }, [], 1000, 1);
  const share = (points: readonly number[], low: number, high: number): number =>
    points.filter((x) => x >= low && x <= high).length / 1000;
  // Three quarters, as there is nothing within 8 of 0.
  expect(share(half, 1000, 1500)).toBeGreaterThan(0.37);
  expect(share(half, 1500, 2000)).toBeGreaterThan(0.36);
  expect(share(half, 2001, 1e10)).toBeGreaterThan(0.01);
  expect(share(half, 1000.000001, 1001)).toBeGreaterThan(0.02);
  const negative = spreadPoints({ low: -2000, high: -1000 }, [], 1000, 1);
  expect(share(negative, -1500, -1000)).toBeGreaterThan(0.37);
  expect(share(negative, -2000, -1500)).toBeGreaterThan(0.37);
  expect(share(negative, -2000, -1999)).toBeGreaterThan(0.01);
});

test('the same seed gives the same points, another seed others', () => {
  expect(spreadPoints(everyDouble, [], 60, 5)).toEqual(spreadPoints(everyDouble, [], 60, 5));
  expect(spreadPoints(everyDouble, [], 60, 5)).not.toEqual(spreadPoints(everyDouble, [], 60, 6));
});

test.each([
  [2, 3],
  [2.25, 3.25],
  [-6.5, -6],
])('a hundredth too much for %f < x < %f is caught in 100 runs, whatever the seed', (low, high) => {
  const wrong = (x: number): number => (x > low && x < high ? 1.01 : 1) * sigmoidDerivative(x);
  for (const seed of seeds.slice(0, 50)) {
    expect(() => checkDerivative(sigmoid, wrong, { seed, runs: 100 })).toThrow(GradientCheckError);
  }
});

test('a point that was spread shrinks to short decimals, and is replayed by its path', () => {
  const wrong = (x: number): number => (x > 2 && x < 2.5 ? 1.01 : 1) * sigmoidDerivative(x);
  for (const seed of seeds.slice(0, 20)) {
    const { input, path } = failureOf(() => checkDerivative(sigmoid, wrong, { seed, runs: 100 }));
    expect(String(input).length).toBeLessThanOrEqual(3);
    expect(failureOf(() => checkDerivative(sigmoid, wrong, { seed, path: path!, runs: 100 })).input).toBe(input);
  }
});

test.each([0, 0.5, -0.5, 1, -1, 2, -2, 3, -3])(
  'a derivative that is wrong at %f alone is caught, whatever the seed',
  (at) => {
    const wrong = (x: number): number => (x === at ? 0.123 : Math.cos(x));
    for (const seed of seeds.slice(0, 20)) {
      expect(failureOf(() => checkDerivative(Math.sin, wrong, { seed })).input).toBe(at);
    }
  },
);

test.each([
  [0, 4],
  [-4, 0],
  [-5, -1],
  [1, 5],
])('from %f to %f both ends are visited, and each has its share of points close by', (low, high) => {
  const points = spreadPoints({ low, high }, [], 4000, 1);
  for (const end of [low, high]) {
    expect(points).toContain(end);
    const reach = 1e-4 * Math.max(1, Math.abs(end));
    const close = points.filter((x) => x !== end && Math.abs(x - end) < reach).length;
    // 15 % around two ends on two sides each, 4 of their 14 orders of magnitude.
    expect(Math.abs(close - (0.15 * 4000 * 4) / (4 * 14))).toBeLessThan(4);
  }
});

test('an interval that begins where the points close to 0 end is spread evenly all the same', () => {
  const points = spreadPoints({ low: 8, high: 108 }, [], 1000, 1);
  expect(points.filter((x) => x === 8)).toHaveLength(1);
  expect(points.filter((x) => x > 58).length).toBeGreaterThan(370);
});
