import { Matrix } from '@handgrad/core-math';
import { describe, expect, test } from 'vitest';
import { newtonClimb, type Ascent } from './newtonClimb.js';

/** -log cosh(theta - 3): far from its top it is nearly straight, and a full Newton step from 0 lands beyond 100. */
function roof(theta: Float64Array): Ascent {
  const d = theta[0]! - 3;
  const value = -(Math.abs(d) + Math.log1p(Math.exp(-2 * Math.abs(d))) - Math.LN2);
  return { value, gradient: Float64Array.of(-Math.tanh(d)), information: Matrix.row([1 / Math.cosh(d) ** 2]) };
}

test('a step that overshoots is halved until the value does not fall, and the climb reaches the top', () => {
  const { theta, end, history } = newtonClimb(1, roof, { iterations: 50, tolerance: 1e-10 });
  expect(end).toBe('settled');
  expect(Math.abs(theta[0]! - 3)).toBeLessThan(1e-9);
  history.slice(1).forEach((value, k) => {
    expect(value).toBeGreaterThanOrEqual(history[k]! - 1e-12);
  });
});

/** -(1 - rate) (theta - 1)^2 / 2 with an information that is too large: every step is `rate` times the one before. */
function slowParabola(rate: number): (theta: Float64Array) => Ascent {
  return (theta) => {
    const left = 1 - theta[0]!;
    const gradient = Float64Array.of((1 - rate) * left);
    return { value: (-(1 - rate) * left ** 2) / 2, gradient, information: Matrix.row([1]) };
  };
}

describe('the climb ends', () => {
  test.each([0, 3, 9])('with the first step that is no longer than the tolerance: step %d', (k) => {
    // Steps of 1/4, 3/16, 9/64, ... are exact.
    const tolerance = 0.75 ** k / 4;
    const { end, history } = newtonClimb(1, slowParabola(0.75), { iterations: 100, tolerance });
    expect(end).toBe('settled');
    expect(history).toHaveLength(1 + k + 1);
  });

  test.each([0.75, 0.5])('with a step that gains no more than rounding, where steps shrink to %d at best', (rate) => {
    const { end, history } = newtonClimb(1, slowParabola(rate), { iterations: 1000, tolerance: 1e-300 });
    // The square of the last step is at most 1e-13: the value changes by that much.
    const steps = 1 + Math.ceil(Math.log(Math.sqrt(1e-13) / (1 - rate)) / Math.log(rate));
    expect(end).toBe('settled');
    expect(history).toHaveLength(1 + steps);
  });

  test('not before the tolerance where steps shrink faster', () => {
    const { end, history } = newtonClimb(1, slowParabola(0.25), { iterations: 100, tolerance: 2 ** -40 });
    expect(end).toBe('settled');
    // Steps of 3/4, 3/16, ...: 3/4 / 4^20 is the first below 2^-40.
    expect(history).toHaveLength(1 + 21);
  });
});

test.each([1, -1e6, 1e12])('a fall within the rounding of a value of %d is none: the step is not halved', (size) => {
  const withFall = (fall: number): ((theta: Float64Array) => Ascent) => {
    return (theta) => ({
      value: theta[0] === 0 ? size : size - fall,
      gradient: Float64Array.of(1 - theta[0]!),
      information: Matrix.row([1]),
    });
  };
  const limits = { iterations: 1, tolerance: 1e-10 };
  expect(newtonClimb(1, withFall(5e-14 * Math.abs(size)), limits).theta[0]).toBe(1);
  expect(newtonClimb(1, withFall(1e-12 * Math.abs(size)), limits).theta[0]).toBeLessThan(1e-14);
});

test('a function that is NaN wherever a step leads is tried some 50 times, not for ever', () => {
  let calls = 0;
  const spike = (theta: Float64Array): Ascent => {
    calls++;
    const value = theta[0] === 0 ? 0 : NaN;
    return { value, gradient: Float64Array.of(1), information: Matrix.row([1]) };
  };
  expect(newtonClimb(1, spike, { iterations: 1, tolerance: 1e-10 }).end).toBe('limit');
  expect(calls).toBeLessThan(60);
});
