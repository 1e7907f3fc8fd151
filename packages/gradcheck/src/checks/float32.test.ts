import { describe, expect, test } from 'vitest';
import { GradientCheckError } from '../reports/report.js';
import { checkDerivative, type DerivativeOptions } from './checkDerivative.js';

const round = Math.fround;

interface Rounded extends DerivativeOptions {
  readonly value: (x: number) => number;
  readonly derivative: (x: number) => number;
}

function sigmoid(x: number): number {
  const e = round(Math.exp(round(-Math.abs(x))));
  return x >= 0 ? round(1 / round(1 + e)) : round(e / round(1 + e));
}

function sigmoidDerivative(x: number): number {
  const e = round(Math.exp(round(-Math.abs(x))));
  return round(e / round(round(1 + e) * round(1 + e)));
}

const positive = { low: 0, high: Infinity, lowOpen: true };

/** Right formulas, rounded to float32 after every operation. */
const formulas: Readonly<Record<string, Rounded>> = {
  sigmoid: { value: sigmoid, derivative: sigmoidDerivative },
  softplus: {
    value: (x) => round(Math.max(x, 0) + round(Math.log1p(round(Math.exp(round(-Math.abs(x))))))),
    derivative: sigmoid,
  },
  sine: { value: (x) => round(Math.sin(x)), derivative: (x) => round(Math.cos(x)) },
  '10 + sine': { value: (x) => round(10 + round(Math.sin(x))), derivative: (x) => round(Math.cos(x)) },
  cube: { value: (x) => round(x * round(x * x)), derivative: (x) => round(3 * round(x * x)) },
  logarithm: { value: (x) => round(Math.log(x)), derivative: (x) => round(1 / x), domain: positive },
  'square root': {
    value: (x) => round(Math.sqrt(x)),
    derivative: (x) => round(0.5 / round(Math.sqrt(x))),
    domain: positive,
  },
  'log cosh, by cancellation at 0': {
    value: (x) =>
      round(round(Math.abs(x) + round(Math.log1p(round(Math.exp(round(-2 * Math.abs(x))))))) - round(Math.LN2)),
    derivative: (x) => round(Math.tanh(x)),
  },
  'Huber loss': {
    value: (x) => (Math.abs(x) < 1 ? round(round(x * x) / 2) : round(Math.abs(x) - 0.5)),
    derivative: (x) => Math.max(-1, Math.min(1, x)),
  },
  '|x - 0.1|': {
    value: (x) => Math.abs(round(x - round(0.1))),
    derivative: (x) => Math.sign(round(x - round(0.1))),
    kinks: [0.1],
  },
};

const seeds = Array.from({ length: 10 }, (_, i) => i * 7919);

describe.each(Object.entries(formulas))('%s in float32', (_name, { value, derivative, ...rest }) => {
  const options = { ...rest, precision: 'float32', runs: 100 } as const;

  test('gives no false alarm, whatever the seed', () => {
    for (const method of ['central', 'fivePoint', 'richardson'] as const) {
      for (const seed of seeds) {
        expect(checkDerivative(value, derivative, { ...options, method, seed }).cases).toBeGreaterThan(80);
      }
    }
  });

  test('1 % too much is caught, whatever the seed', () => {
    for (const seed of seeds) {
      const wrong = (x: number): number => round(1.01 * derivative(x));
      expect(() => checkDerivative(value, wrong, { ...options, seed })).toThrow(GradientCheckError);
    }
  });
});

test('only floats are asked for, and the method says so', () => {
  const asked: number[] = [];
  const watched = (x: number): number => {
    asked.push(x);
    return sigmoid(x);
  };
  expect(checkDerivative(watched, sigmoidDerivative, { precision: 'float32' }).method).toBe(
    'five-point difference in float32',
  );
  expect(asked.filter((x) => x !== round(x))).toEqual([]);
  expect(() => checkDerivative(sigmoid, sigmoidDerivative)).toThrow(GradientCheckError);
});

test('0.1 % too much is caught: a step for float64 would be all noise', () => {
  const wrong = (x: number): number => round(1.001 * sigmoidDerivative(x));
  for (const seed of seeds) {
    const options = { precision: 'float32', runs: 100, seed, domain: { low: -1, high: 1 } } as const;
    expect(() => checkDerivative(sigmoid, wrong, options)).toThrow(GradientCheckError);
  }
});

test('subnormal floats count as 0, where 1 / x overflows', () => {
  const options = { precision: 'float32', domain: positive, at: [1e-39, 1] } as const;
  const log = (x: number): number => round(Math.log(x));
  const { cases, skipped } = checkDerivative(log, (x) => round(1 / x), options);
  expect({ cases, skipped }).toEqual({ cases: 1, skipped: 1 });
});
