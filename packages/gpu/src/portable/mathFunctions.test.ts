import { describe, expect, test } from 'vitest';
import { exponentialMinusOne, hyperbolicTangent, logarithmOfOnePlus, naturalLogarithm } from './mathFunctions.js';

const sizes = Array.from({ length: 2000 }, (_, i) => 10 ** (-37 + (i * 75) / 1999));
const seams = [0.25, 0.5, 0.75, 1, 1.5].flatMap((at) => [at * (1 - 1e-9), at, at * (1 + 1e-9)]);
const numbers = [...sizes, ...seams].flatMap((x) => [x, -x]);

describe.each([
  ['exponentialMinusOne', exponentialMinusOne, Math.expm1, (x: number) => x < 88],
  ['logarithmOfOnePlus', logarithmOfOnePlus, Math.log1p, (x: number) => x > -1],
  ['naturalLogarithm', naturalLogarithm, Math.log, (x: number) => x > 0],
  ['hyperbolicTangent', hyperbolicTangent, Math.tanh, () => true],
] as const)('%s', (_, formula, exact, isInside) => {
  test("is Math's function to a fiftieth of float32's precision, on both sides of every seam", () => {
    for (const x of numbers.filter(isInside)) {
      expect(Math.abs(formula(x) - exact(x)), `at ${x}`).toBeLessThanOrEqual(1.2e-9 * Math.abs(exact(x)));
    }
  });

  test("is Math's function at 0, infinities, NaN and outside of the domain", () => {
    for (const x of [0, 1, -1, -2, Infinity, -Infinity, NaN]) {
      if (Number.isFinite(exact(x))) expect(formula(x), `at ${x}`).toBeCloseTo(exact(x), 8);
      else expect(formula(x), `at ${x}`).toBe(exact(x));
    }
  });
});
