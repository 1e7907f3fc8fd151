import { describe, expect, test } from 'vitest';
import { parkMiller } from '../numbers/parkMiller.js';
import type { Arithmetic, GenericFunction } from './arithmetic.js';
import { dualArithmetic, dualDerivative, estimateOfDual, plainArithmetic } from './dual.js';

/** Each operation once, inside of a function that none of the others gives. */
const operations: Readonly<
  Record<keyof Omit<Arithmetic<number>, 'valueOf' | 'constant'>, [GenericFunction, (x: number) => number]>
> = {
  add: [(x, m) => m.add(x, m.multiply(x, x)), (x) => 1 + 2 * x],
  subtract: [(x, m) => m.subtract(m.multiply(x, x), x), (x) => 2 * x - 1],
  multiply: [(x, m) => m.multiply(x, m.sin(x)), (x) => Math.sin(x) + x * Math.cos(x)],
  divide: [(x, m) => m.divide(m.sin(x), x), (x) => Math.cos(x) / x - Math.sin(x) / (x * x)],
  negate: [(x, m) => m.negate(m.multiply(x, x)), (x) => -2 * x],
  power: [(x, m) => m.power(x, 3.5), (x) => 3.5 * x ** 2.5],
  sqrt: [(x, m) => m.sqrt(x), (x) => 0.5 / Math.sqrt(x)],
  exp: [(x, m) => m.exp(m.multiply(x, x)), (x) => 2 * x * Math.exp(x * x)],
  expm1: [(x, m) => m.expm1(x), Math.exp],
  log: [(x, m) => m.log(x), (x) => 1 / x],
  log1p: [(x, m) => m.log1p(x), (x) => 1 / (1 + x)],
  sin: [(x, m) => m.sin(x), Math.cos],
  cos: [(x, m) => m.cos(x), (x) => -Math.sin(x)],
  tanh: [(x, m) => m.tanh(x), (x) => 1 / Math.cosh(x) ** 2],
  absolute: [(x, m) => m.absolute(m.subtract(x, m.constant(1))), (x) => Math.sign(x - 1)],
  maximum: [(x, m) => m.maximum(m.multiply(x, x), m.constant(1)), (x) => (x > 1 ? 2 * x : 0)],
  minimum: [(x, m) => m.minimum(m.multiply(x, x), m.constant(1)), (x) => (x < 1 ? 2 * x : 0)],
};

describe('the derivative in dual numbers is exact to rounding, and its value that of plain numbers', () => {
  test.each(Object.entries(operations))('%s', (_name, [f, derivative]) => {
    const random = parkMiller(3);
    for (let i = 0; i < 100; i++) {
      const x = 0.01 + 3 * random();
      const { value, slope } = dualDerivative(f, x);
      expect(value).toBe(f(x, plainArithmetic));
      expect(Math.abs(slope - derivative(x))).toBeLessThan(1e-14 * (1 + Math.abs(derivative(x))));
    }
  });
});

test('a comparison looks at the value', () => {
  const relu: GenericFunction = (x, m) => (m.valueOf(x) > 0 ? x : m.constant(0));
  expect(dualDerivative(relu, 2)).toEqual({ value: 2, slope: 1 });
  expect(dualDerivative(relu, -2)).toEqual({ value: 0, slope: 0 });
  expect([relu(2, plainArithmetic), relu(-2, plainArithmetic)]).toEqual([2, 0]);
});

test('a constant has the slope 0, also where the function is vertical', () => {
  const f: GenericFunction = (x, m) => m.add(x, m.sqrt(m.constant(0)));
  expect(dualDerivative(f, 5).slope).toBe(1);
  expect(dualDerivative((x, m) => m.power(x, 0), 0).slope).toBe(0);
});

test('NaN is never lost in a maximum or minimum', () => {
  const nan = dualArithmetic.constant(NaN);
  const one = dualArithmetic.constant(1);
  for (const [a, b] of [
    [nan, one],
    [one, nan],
  ] as const) {
    expect(dualArithmetic.maximum(a, b).value).toBeNaN();
    expect(dualArithmetic.minimum(a, b).value).toBeNaN();
  }
});

test('where two equal numbers of unlike slopes meet in a maximum, minimum or absolute value there is no slope', () => {
  const softplus: GenericFunction = (x, m) =>
    m.add(m.maximum(x, m.constant(0)), m.log1p(m.exp(m.negate(m.absolute(x)))));
  expect(estimateOfDual(dualDerivative(softplus, 0))).toBeUndefined();
  expect(estimateOfDual(dualDerivative((x, m) => m.minimum(x, m.negate(x)), 0))).toBeUndefined();
  expect(dualDerivative((x, m) => m.maximum(x, m.add(x, m.constant(0))), 3).slope).toBe(1);
  expect(dualDerivative((_, m) => m.absolute(m.constant(0)), 3).slope).toBe(0);
  for (const zero of [0, -0]) expect(dualDerivative((x, m) => m.absolute(x), zero).slope).toBeNaN();
});

test('the estimate has no step and expects the rounding of a few dozen operations', () => {
  const estimate = estimateOfDual({ value: 7, slope: -3 });
  expect(estimate).toMatchObject({ value: -3, truncation: 0, step: 0, method: 'dual numbers' });
  expect(estimate!.rounding / (3 * Number.EPSILON)).toBe(64);
});
