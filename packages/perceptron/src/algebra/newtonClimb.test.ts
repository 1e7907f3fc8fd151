import { Matrix } from '@handgrad/core-math';
import { expect, test } from 'vitest';
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
