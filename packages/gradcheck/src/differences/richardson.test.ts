import { expect, test } from 'vitest';
import type { Estimate } from './estimateDerivative.js';
import { float64, leastStepAt, type Precision } from './measuring.js';
import { extrapolated } from './richardson.js';
import { central, quotient } from './stencils.js';

const golden = (1 + Math.sqrt(5)) / 2;

function estimate(f: (x: number) => number, x: number, largest: number, precision: Precision = float64): Estimate {
  return extrapolated(f, x, central, largest, { method: 'richardson', precision, enough: () => 0 });
}

/** Coarse as float32 but for the points, which are doubles: at 1 steps end at 100 epsilon. */
function coarse(epsilon: number): Precision {
  return { name: 'float32', epsilon, round: (x) => x };
}

test('takes 14 steps, each the golden ratio smaller than the one before', () => {
  const asked: number[] = [];
  const { value } = estimate(
    (x) => {
      asked.push(x);
      return Math.exp(x);
    },
    0,
    0.1,
  );
  const steps = asked.filter((x) => x > 0);
  expect(value).toBeCloseTo(1, 12);
  expect(steps).toHaveLength(14);
  steps.forEach((step, i) => expect(step / (0.1 / golden ** i)).toBeCloseTo(1, 12));
});

test('takes no step below the least that counts at x', () => {
  const asked: number[] = [];
  const least = leastStepAt(1, float64);
  estimate((x) => asked.push(x), 1, 3 * least);
  const moved = asked.map((x) => Math.abs(x - 1)).filter((step) => step > 0);
  expect(Math.min(...moved) / least).toBeGreaterThan(0.99);
  expect(moved).toHaveLength(2 * 3);
});

test('is the plain difference, with nothing to judge it by, where there is but one step', () => {
  for (const precision of [float64, coarse(1e-4)]) {
    const h = leastStepAt(1, precision);
    expect(estimate(Math.exp, 1, h, precision)).toEqual({
      ...quotient(Math.exp, 1, central, h, precision),
      truncation: Infinity,
      method: 'central difference',
      step: h,
    });
  }
});

test('of two steps takes what leaves no h^2, and is as far off as the farther of the two', () => {
  // The central difference of x^3 at 1 is 3 + h^2.
  const { value, truncation, step, method, flat } = estimate((x) => x ** 3, 1, 0.02, coarse(1e-4));
  expect(value).toBeCloseTo(3, 12);
  expect(truncation).toBeCloseTo(2 * 0.02 ** 2, 12);
  expect(step).toBeCloseTo(0.02 / golden, 12);
  expect(method).toBe('Richardson extrapolation');
  expect(flat).toBe('nowhere');
});

test('adds the rounding of both steps, as often as each of them counts', () => {
  // Values of 5 are known to 8 units: 40 epsilon / h.
  const { rounding, flat } = estimate(() => 5, 1, 0.02, coarse(1e-4));
  const power = golden ** 2;
  expect(rounding).toBeCloseTo(((power * golden + 1) * 40 * 1e-4) / 0.02 / (power - 1), 10);
  expect(flat).toBe('everywhere');
});

test('where nothing can be better the first stays', () => {
  expect(estimate(() => 0, 0, 0.1)).toMatchObject({ rounding: 0, truncation: 0, flat: 'everywhere' });
  expect(estimate(() => 0, 0, 0.1).step).toBeCloseTo(0.1 / golden, 12);
});

test('a change that may be rounding is no sign that coarser differences have not settled', () => {
  // Slopes of 1 at the two coarser steps, and of 1.017 at the third, where they are known to 0.022.
  const f = (x: number): number => (x - 1) * (Math.abs(x - 1) < 0.01 ? 1.017 : 1);
  const { value, step } = estimate(f, 1, 0.02, coarse(6e-5));
  expect(value).toBeCloseTo(1, 9);
  expect(step).toBeCloseTo(0.02 / golden, 9);
});
