import { expect, test } from 'vitest';
import { testAccuracy } from '../../test/testAccuracy.js';
import { calculusRules, exponential as exponentialOf, power as powerOf } from './index.js';

const { constant, linear, power, exponential, logarithm } = calculusRules;

testAccuracy({ constant, linear, power, exponential, logarithm });

test('the slope of x^6 keeps its digits where x^5 has too few of them', () => {
  // 6 (3 / 2^215)^5 = 1458 / 2^1075; x^5 alone is 121.5 of the least doubles, and would be rounded.
  expect(powerOf(6).derivative(3 * 2 ** -215)).toBe(729 * 2 ** -1074);
});

test('the slope of a^x is a number where a^x is beyond the largest double or has too few digits', () => {
  const slope = exponentialOf(2).derivative(1024.2);
  expect(exponentialOf(2).value(1024.2)).toBe(Infinity);
  expect(slope / 2 / (2 ** 1023.2 * Math.LN2)).toBeCloseTo(1, 13);
  // (10^10)^-32 log 10^10 = 1e-320 times 23.02..., in units of the least double 46604.8.
  expect(Math.abs(exponentialOf(1e10).derivative(-32) / Number.MIN_VALUE - 46604.8)).toBeLessThanOrEqual(2);
});
