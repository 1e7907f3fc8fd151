import { describe, expect, test } from 'vitest';
import { checkDerivative } from '../checks/checkDerivative.js';
import { checkGradient } from '../checks/checkGradient.js';
import { checkHessian } from '../checks/checkHessian.js';
import { checkVjp } from '../checks/checkVjp.js';
import { GradientCheckError } from '../reports/report.js';
import { failureOf } from '../test-support/failure.test-support.js';
import { relu } from '../test-support/formulas.test-support.js';

const constants = [0.01, 0.1, 0.5, 1, 2, 3, 5, 10, 100, 1e4];
const seeded = { seed: 7 };

describe.each(constants)('a knot in the slope of f + %f is no mistake', (c) => {
  const square = (x: number): number => c + relu(x) ** 2;
  const signed = (x: number): number => c + x * Math.abs(x);
  const cube = (x: number): number => c + relu(x) ** 3;

  test('at points that are drawn', () => {
    expect(checkDerivative(square, (x) => 2 * relu(x), seeded).cases).toBeGreaterThan(400);
    expect(checkDerivative(signed, (x) => 2 * Math.abs(x), seeded).cases).toBeGreaterThan(400);
    expect(checkDerivative(cube, (x) => 3 * relu(x) ** 2, seeded).cases).toBeGreaterThan(400);
  });

  test('at the knot', () => {
    const doubled = (x: number): number => 2 * relu(x);
    expect(checkGradient<number>(square, doubled, 0)).toMatchObject({ cases: 1, skipped: 0 });
    expect(checkGradient<number>(signed, (x) => 2 * Math.abs(x), 0)).toMatchObject({ cases: 1, skipped: 0 });
    expect(
      checkVjp(
        (x: number[]) => x.map(square),
        (x, u) => x.map((each, i) => doubled(each) * u[i]!),
        [2, 0],
      ).skipped,
    ).toBe(0);
  });

  test('in second derivatives', () => {
    expect(
      checkHessian(
        (x: number[]) => cube(x[0]!),
        (x) => [[6 * relu(x[0]!)]],
        [0],
      ),
    ).toMatchObject({ cases: 1 });
  });

  test('and excuses none', () => {
    const much = 1e-5 * Math.max(1, c / 100);
    expect(() => checkDerivative(square, (x) => 2.001 * relu(x), seeded)).toThrow(GradientCheckError);
    expect(() => checkGradient<number>(square, (x) => 2 * relu(x) + much, 0)).toThrow(GradientCheckError);
  });
});

describe('where values are known to few digits', () => {
  const rounded = (x: number): number => 1e8 + x - 1e8;
  const difference = (x: number): number => 1e4 + x - 1e4;
  const single = (x: Float32Array): number => Math.fround(Math.fround(1e3 + x[0]!) - 1e3);

  test('steps are not refined until nothing changes', () => {
    expect(checkGradient<number>(rounded, () => 1, 0)).toMatchObject({ cases: 1, skipped: 0 });
    expect(checkGradient(single, (x) => x.map(() => 1), Float32Array.of(0.01)).cases).toBe(1);
    expect(() => checkGradient<number>(rounded, () => 1.1, 0)).toThrow(GradientCheckError);
  });

  test('nor until they scatter', () => {
    const at = { at: Array.from({ length: 200 }, (_, i) => i / 100 - 1) };
    expect(checkDerivative(difference, () => 1, at).cases).toBe(200);
    expect(() => checkDerivative(difference, () => 1.0001, at)).toThrow(GradientCheckError);
    const softplus = (x: number): number => -Math.log(1 - 1 / (1 + Math.exp(-x)));
    expect(checkDerivative(softplus, (x) => 1 / (1 + Math.exp(-x)), { at: [5, 8, 10] }).cases).toBe(3);
  });

  test('beside a flat side the step goes on to shrink', () => {
    for (const d of [1e-9, 1e-7, 1e-5]) {
      expect(
        checkDerivative(
          (x) => 5 + relu(x),
          () => 0,
          { at: -d },
        ).cases,
      ).toBe(1);
      expect(() =>
        checkDerivative(
          (x) => 5 + relu(x),
          () => 0.5,
          { at: -d },
        ),
      ).toThrow(GradientCheckError);
    }
  });

  test('a difference that may be off by all of the derivative compares nothing', () => {
    expect(() =>
      checkGradient(
        (x) => 1e13 + x,
        () => 0,
        1,
      ),
    ).toThrow(RangeError);
    const large = (x: Float32Array): number => Math.fround(1e5 + Math.fround(x[0]! * x[0]!));
    expect(() => checkGradient(large, (x) => x.map(() => 0), Float32Array.of(1.5))).toThrow(RangeError);
  });

  test('at a jump nothing is compared, and nothing diagnosed', () => {
    expect(() => checkGradient(Math.floor, () => 0, 0)).toThrow(RangeError);
    const up = (x: number): number => (x > 0 ? 1 : 0) + x;
    expect(checkDerivative(up, () => 1, seeded).skipped).toBeGreaterThan(0);
  });
});

describe('close to the largest numbers', () => {
  test('steps that overflow are too wide', () => {
    const at = { at: [700, 709, 709.78] };
    expect(checkDerivative(Math.exp, Math.exp, at)).toMatchObject({ cases: 3, skipped: 0 });
    expect(checkDerivative(Math.sinh, Math.cosh, { at: 710 }).cases).toBe(1);
    const { numeric, allowed } = failureOf(() => checkDerivative(Math.exp, (x) => 1.01 * Math.exp(x), { at: 709 }));
    expect(numeric! / Math.exp(709)).toBeCloseTo(1, 8);
    expect(allowed! / Math.exp(709)).toBeLessThan(1e-3);
  });

  test('rounding that would overflow excuses nothing', () => {
    expect(() =>
      checkDerivative(
        (x) => x,
        () => 2,
        { at: 1e308 },
      ),
    ).toThrow(GradientCheckError);
    expect(
      checkDerivative(
        (x) => x,
        () => 1,
        { at: 1e308 },
      ).cases,
    ).toBe(1);
  });

  test('what is allowed is left out where nothing is finite', () => {
    const spike = (x: number): number => (x === 0 ? 0 : Infinity);
    expect(failureOf(() => checkDerivative(spike, () => 0, { at: 0 }))).not.toHaveProperty('allowed');
  });
});

test('fast oscillations are skipped where no step settles', () => {
  const f = (x: number): number => Math.sin(x * x);
  const derivative = (x: number): number => 2 * x * Math.cos(x * x);
  expect(checkDerivative(f, derivative, { at: [1000, 30_000, 59_281] })).toMatchObject({ cases: 2, skipped: 1 });
  expect(() => checkDerivative(f, (x) => 1.0001 * derivative(x), { at: 1000 })).toThrow(GradientCheckError);
});

test('a step that moves no number of size 1 is refused', () => {
  expect(() => checkDerivative(Math.sin, Math.cos, { step: 1e-30 })).toThrow(
    'checkDerivative: expected a step that moves x = 1, got 1e-30. Leave it out for the default.',
  );
  expect(checkDerivative(Math.sin, Math.cos, { step: 1e-6, at: 1 }).cases).toBe(1);
});
