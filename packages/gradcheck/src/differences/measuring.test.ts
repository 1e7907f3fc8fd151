import { expect, test } from 'vitest';
import { firstStepAt, float32, float64, leastStepAt, type Measuring } from './measuring.js';

const measuring = (method: Measuring['method'], precision = float64): Measuring => ({
  method,
  precision,
  enough: () => 0,
});

test('float32 rounds to single precision, and what is subnormal there to 0', () => {
  expect(float32.round(0.1)).toBe(Math.fround(0.1));
  expect([float32.round(2 ** -126), float32.round(-(2 ** -126))]).toEqual([2 ** -126, -(2 ** -126)]);
  expect([float32.round(2 ** -127), float32.round(-(2 ** -127))]).toEqual([0, 0]);
  expect(float64.round(0.1)).toBe(0.1);
  expect([float64.epsilon, float32.epsilon]).toEqual([Number.EPSILON, 2 ** -23]);
});

test.each([0, 0.5, -1])('at %d first steps are those of the method', (x) => {
  expect(firstStepAt(x, measuring('fivePoint'))).toBe(1e-3);
  expect(firstStepAt(x, measuring('dual'))).toBe(1e-3);
  expect(firstStepAt(x, measuring('richardson'))).toBe(0.1);
  expect(firstStepAt(x, measuring('central')) ** 3).toBeCloseTo(2 ** -52, 28);
  expect(firstStepAt(x, measuring('central', float32)) ** 3).toBeCloseTo(2 ** -23, 18);
  expect(firstStepAt(x, measuring('fivePoint', float32))).toBe(1 / 32);
});

test('beyond 1 first steps grow with x, but for the one that the caller gave', () => {
  expect(firstStepAt(-50, measuring('fivePoint'))).toBe(0.05);
  expect(firstStepAt(50, measuring('richardson'))).toBe(5);
  expect(firstStepAt(50, { ...measuring('fivePoint'), step: 0.25 })).toBe(0.25);
});

test('no step is less than 1000 units in the last place of x, in float32 100', () => {
  expect(leastStepAt(-4, float64)).toBe(4000 * 2 ** -52);
  expect(leastStepAt(4, float32)).toBe(400 * 2 ** -23);
  expect(leastStepAt(0, float64)).toBe(0);
});
