import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GenericFunction } from '../differences/arithmetic.js';
import { real } from '../arbitraries/real.js';
import { failureOf } from '../test-support/failure.test-support.js';
import { checkDerivative } from './checkDerivative.js';
import { checkGradient } from './checkGradient.js';
import { checkHessian } from './checkHessian.js';
import { checkJacobian } from './checkJacobian.js';
import { checkVjp } from './checkVjp.js';

type Wrong = Record<string, unknown>;

const square = (x: number): number => x * x;
const twice = (x: number): number => 2 * x;

/** Each check of a right derivative of x^2 at 1, with options that no type has seen. */
const checks: Record<string, (options: Wrong) => unknown> = {
  checkDerivative: (options) => checkDerivative(square, twice, { at: 1, ...options }),
  checkGradient: (options) => checkGradient(square, twice, 1, options),
  checkVjp: (options) => checkVjp<number, number>(square, (x, u) => twice(x) * u, 1, options),
  checkJacobian: (options) => checkJacobian(square, twice, 1, options),
  checkHessian: (options) => checkHessian(square, () => 2, 1, options),
};

describe.each(Object.entries(checks))('%s', (name, check) => {
  test('passes without options', () => {
    expect(() => check({})).not.toThrow();
  });

  test('names an option that it does not know, those that it does, and the nearest', () => {
    expect(() => check({ atol: 1e-3 })).toThrow(RangeError);
    expect(() => check({ atol: 1e-3 })).toThrow(
      `${name}: expected options among name, method, precision, mode, relative`,
    );
    expect(() => check({ abolute: 1e-3 })).toThrow('got abolute. Did you mean absolute?');
    expect(() => check({ zzz: 1 })).toThrow('got zzz. Leave it out.');
  });

  test.each<[string, Wrong, string]>([
    ['a step in a string', { step: '1' }, 'expected step to be a number, got "1"'],
    ['a tolerance in a string', { absolute: '1' }, 'expected absolute to be a number, got "1"'],
    ['a seed that is NaN', { seed: NaN }, 'expected a whole number as seed, got NaN'],
    ['a seed that is no whole number', { seed: 1.5 }, 'expected a whole number as seed, got 1.5'],
    ['no runs, also at one point', { runs: 0 }, 'expected runs of at least 1, got 0'],
    ['fewer runs than none', { runs: -1 }, 'expected runs of at least 1, got -1'],
    ['a path that is none', { path: 'first', seed: 1 }, 'expected a path like 0:1:4, got "first"'],
    ['a generator that is no function', { reseed: 3 }, 'expected a function as reseed, got 3'],
    ['the ends of fast-check', { domain: { min: 0, max: 1 } }, 'expected a domain { low, high }'],
    ['ends in a list', { domain: [0, 1] }, 'got [0, 1]. Give both ends'],
    ['one end', { domain: { low: 0 } }, 'got { low: 0 }. Give both ends; one that is not there is Infinity.'],
    ['an end that is misspelt', { domain: { low: 0, high: 2, openLow: true } }, 'got openLow. Did you mean lowOpen?'],
    ['kinks that are none', { kinks: 0 }, 'expected kinks to be '],
  ])('refuses %s', (_what, options, message) => {
    expect(() => check(options)).toThrow(`${name}: `);
    expect(() => check(options)).toThrow(message);
  });

  test('refuses a path without its seed', () => {
    const global = fc.readConfigureGlobal();
    fc.resetConfigureGlobal();
    try {
      expect(() => check({ path: '0:1' })).toThrow(`${name}: expected a seed with the path 0:1, got none.`);
    } finally {
      fc.configureGlobal(global);
    }
  });

  test('says that reseed throws, and what', () => {
    const reseed = (): never => {
      throw new Error('no generator');
    };
    expect(failureOf(() => check({ reseed })).verdict).toBe('reseed throws Error: no generator');
  });
});

describe('what is no function is named', () => {
  test.each<[string, () => unknown]>([
    [
      'checkDerivative: expected a function as derivative, got undefined.',
      () => checkDerivative(square, undefined as never),
    ],
    [
      'checkDerivative: expected a function as f, got undefined.',
      () => checkDerivative(undefined as never, undefined as never),
    ],
    ['checkGradient: expected a function as f, got 3.', () => checkGradient(3 as never, twice, 1)],
    ['checkGradient: expected a function as gradient, got 2.', () => checkGradient(square, 2 as never, 1)],
    ['checkVjp: expected a function as vjp, got null.', () => checkVjp(square, null as never, 1)],
    ['checkJacobian: expected a function as jacobian, got [[1]].', () => checkJacobian(square, [[1]] as never, 1)],
    ['checkHessian: expected a function as hessian, got [[1]].', () => checkHessian(square, [[1]] as never, 1)],
    [
      'checkHessian: expected a function as gradient, got [2].',
      () => checkHessian(square, () => 2, 1, { gradient: [2] as never }),
    ],
    [
      'checkGradient: expected a function as generic, got 1.',
      () => checkGradient(square, twice, 1, { generic: 1 as never }),
    ],
  ])('%s', (message, check) => {
    expect(check).toThrow(TypeError);
    expect(check).toThrow(message);
  });

  test('options that are none', () => {
    expect(() => checkDerivative(square, twice, null as never)).toThrow(
      new TypeError('checkDerivative: expected an object of options, got null. Leave it out for the defaults.'),
    );
    expect(() => checkGradient(square, twice, 1, 3 as never)).toThrow(TypeError);
  });
});

describe('checkDerivative refuses', () => {
  test.each<[string, Wrong, string]>([
    ['no points', { at: [] }, 'expected at to be a number or a list of some, got []'],
    ['a point in a string', { at: '1' }, 'expected at to be a number or a list of some, got "1"'],
    ['points in strings', { at: [1, '2'] }, 'got [1, "2"]'],
    ['one landmark without a list', { landmarks: 3 }, 'expected landmarks to be a list of numbers, got 3'],
    ['a kink without a place', { kinks: [{}] }, 'got {}. Give all four, or only the place.'],
    ['half a kink', { kinks: [{ at: 0, left: -1 }] }, 'got { at: 0, left: -1 }. Give all four'],
    ['a kink without its list', { kinks: { at: 0 } }, 'got { at: 0 }.'],
  ])('%s', (_what, options, message) => {
    expect(() => checkDerivative(square, twice, options)).toThrow(TypeError);
    expect(() => checkDerivative(square, twice, options)).toThrow(message);
  });

  test('but takes typed arrays, places alone and a path with its seed', () => {
    expect(checkDerivative(square, twice, { at: Float64Array.of(1, 2) as never }).cases).toBe(2);
    expect(checkDerivative(Math.abs, Math.sign, { kinks: [{ at: 0 } as never, 1], seed: 1 }).skipped).toBe(0);
    expect(checkDerivative(square, twice, { seed: 1, path: '3' }).cases).toBeGreaterThan(0);
  });
});

test('a path that leads to no case is named', () => {
  const options = { seed: 1, path: '0:999' };
  expect(() => checkDerivative(square, twice, options)).toThrow(
    'expected a path to a case, got 0:999 where there is none',
  );
  expect(() => checkGradient(square, twice, real(), options)).toThrow('expected a path to a case, got 0:999');
});

test('a domain by name holds an interval for each', () => {
  const check = (domain: Wrong): unknown =>
    checkGradient(
      ({ a }) => a * a,
      ({ a }) => ({ a: 2 * a }),
      { a: 1 },
      { domain: domain as never },
    );
  expect(() => check({ a: { low: 0, high: 2 } })).not.toThrow();
  expect(() => check({ a: [0, 2] })).toThrow('or one for each name, got { a: [0, 2] }');
});

describe('a generic function', () => {
  const wrong = (generic: unknown): (() => unknown)[] => [
    () => checkDerivative(square, twice, { at: 2, generic: generic as GenericFunction }),
    () => checkGradient(square, twice, 2, { generic: generic as GenericFunction }),
  ];

  test('that throws is named', () => {
    const generic = (): never => {
      throw new TypeError('no such thing');
    };
    for (const check of wrong(generic)) {
      expect(failureOf(check).verdict).toBe('the generic function throws TypeError: no such thing');
    }
  });

  test('that gives a plain number where dual ones are asked for is named', () => {
    for (const check of wrong((x: unknown) => (typeof x === 'number' ? x * x : 4))) {
      expect(failureOf(check).verdict).toBe('the generic function gives 4 in dual numbers');
    }
  });

  test('that gives nothing or NaN is named', () => {
    for (const check of wrong(() => undefined)) {
      expect(failureOf(check).verdict).toBe('the generic function gives undefined in plain numbers');
    }
    for (const check of wrong(() => NaN)) {
      expect(failureOf(check).verdict).toBe('the generic function gives NaN where the function gives 4');
    }
  });
});
