import { describe, expect, test } from 'vitest';
import { checkDerivative } from './checkDerivative.js';
import { failureOf } from '../test-support/failure.test-support.js';
import { GradientCheckError } from '../reports/report.js';
import {
  relu,
  reluDerivative,
  rightDerivatives,
  sigmoid,
  sigmoidDerivative,
  wrongSigmoidDerivatives,
} from '../test-support/formulas.test-support.js';

const seeds = Array.from({ length: 8 }, (_, i) => i * 7919);
const reluKink = { at: 0, left: 0, right: 1, chosen: 0 };

describe('checkDerivative passes', () => {
  test.each(Object.entries(rightDerivatives))(
    'the right derivative of %s, whatever the seed',
    (_name, { value, derivative, ...options }) => {
      for (const seed of seeds) {
        expect(checkDerivative(value, derivative, { ...options, seed }).cases).toBeGreaterThan(400);
      }
    },
  );

  test('with a report: name, method, cases, worst error', () => {
    const report = checkDerivative(sigmoid, sigmoidDerivative, { seed: 1 });
    expect(report).toMatchObject({ name: 'sigmoid', method: 'five-point difference', cases: 500 });
    // What the five-point difference reaches in double precision, where points up to 1e6 are taken too.
    expect(report.worstError).toBeLessThan(5e-12);
  });

  test('a point 5e-6 beside a kink, where the central difference reads 0.75', () => {
    const domain = { low: 5e-6, high: 5e-6 };
    expect(() => checkDerivative(relu, reluDerivative, { domain })).toThrow(RangeError);
    const beside = { low: -5e-6, high: 5e-6 };
    expect(checkDerivative(relu, reluDerivative, { domain: beside, kinks: [reluKink] }).worstError).toBeLessThan(1e-12);
  });

  test('evaluates nothing outside the domain', () => {
    const root = (x: number): number => {
      if (x < 0 || x > 2) throw new RangeError(`asked for ${x}`);
      return Math.sqrt(x);
    };
    const domain = { low: 0, high: 2, lowOpen: true };
    expect(checkDerivative(root, (x) => 0.5 / Math.sqrt(x), { domain }).cases).toBe(500);
    expect(
      checkDerivative(
        (x) => (x < 0 || x > 1 ? NaN : x),
        () => 1,
        { domain: { low: 0, high: 1 } },
      ).cases,
    ).toBe(500);
  });

  test('ignores kinks outside the domain', () => {
    expect(checkDerivative(Math.abs, () => 1, { domain: { low: 1, high: 9 }, kinks: [reluKink] }).cases).toBe(500);
  });
});

describe('checkDerivative catches', () => {
  test.each(Object.entries(wrongSigmoidDerivatives))('%s, whatever the seed', (_name, wrong) => {
    for (const seed of seeds) expect(() => checkDerivative(sigmoid, wrong, { seed })).toThrow(GradientCheckError);
  });

  test.each(Object.entries(rightDerivatives))(
    '1e-5 of it and 1e-5 too much for %s',
    (_name, { value, derivative, ...options }) => {
      const wrong = (x: number): number => derivative(x) * (1 + 1e-5) + 1e-5;
      const kinks = (options.kinks ?? []).map((kink) => ({ ...kink, chosen: wrong(kink.at) }));
      for (const seed of seeds.slice(0, 5)) {
        expect(() => checkDerivative(value, wrong, { ...options, kinks, seed })).toThrow(GradientCheckError);
      }
    },
  );

  test('1e-7 too much for a function of size 1000', () => {
    const f = (x: number): number => 1000 + Math.sin(x);
    for (const seed of seeds) {
      expect(checkDerivative(f, Math.cos, { seed }).cases).toBe(500);
      expect(() => checkDerivative(f, (x) => Math.cos(x) + 1e-7, { seed })).toThrow(GradientCheckError);
    }
  });

  test('a value that is NaN, Infinity or undefined', () => {
    for (const value of [NaN, Infinity, undefined as unknown as number]) {
      expect(
        failureOf(() =>
          checkDerivative(
            () => value,
            () => 0,
          ),
        ).verdict,
      ).toBe(`the function gives ${value}, which has no derivative`);
    }
  });

  test('a function that throws, with its error as the cause', () => {
    const cause = new Error('not for 0');
    const f = (x: number): number => {
      if (x === 0) throw cause;
      return x;
    };
    expect(failureOf(() => checkDerivative(f, () => 1)).verdict).toBe('the function throws Error: not for 0');
  });

  test('a kink that is not documented, and names the two slopes', () => {
    const { input, hint } = failureOf(() => checkDerivative(relu, reluDerivative, { seed: 1 }));
    expect(input).toBe(0);
    expect(hint).toBe('the slope is 0 on the left and 1 on the right: if that is a kink, list it in kinks');
  });

  test('and calls slopes that differ by 1e-5 no kink', () => {
    const bent = (x: number): number => x + 1e-5 * relu(x);
    const { input, hint } = failureOf(() => checkDerivative(bent, () => 3, { seed: 1 }));
    expect(input).toBe(0);
    expect(hint ?? '').not.toContain('kink');
  });
});

describe('checkDerivative at a kink', () => {
  test('asks for the documented choice', () => {
    const { verdict, input, analytic } = failureOf(() =>
      checkDerivative(relu, reluDerivative, { kinks: [{ ...reluKink, chosen: 1 }] }),
    );
    expect(verdict).toBe('the derivative at the kink 0 is not the documented choice 1');
    expect({ input, analytic }).toEqual({ input: 0, analytic: 0 });
  });

  test('asks for a choice between the slopes', () => {
    const two = (x: number): number => (x === 0 ? 2 : reluDerivative(x));
    expect(failureOf(() => checkDerivative(relu, two, { kinks: [{ ...reluKink, chosen: 2 }] })).verdict).toBe(
      'the choice 2 at the kink 0 does not lie between the slopes 0 and 1',
    );
  });

  test.each(['left', 'right'] as const)('compares the documented slope on the %s with the function', (side) => {
    const kinks = [{ at: 0, left: 0, right: 1, chosen: 0, [side]: side === 'left' ? -1e-6 : 1 + 1e-6 }];
    const { verdict } = failureOf(() => checkDerivative(relu, reluDerivative, { kinks }));
    expect(verdict).toBe(`the documented slope on the ${side} of the kink 0 is not that of the function`);
  });

  test('is not compared where there is no room', () => {
    const alone = { low: 0, high: 0 };
    const kinks = [{ ...reluKink, left: -7, right: 9 }];
    expect(() => checkDerivative(relu, reluDerivative, { domain: alone, kinks })).toThrow(
      'checkDerivative: no point of relu has room for a difference',
    );
  });

  test('NaN is no place and no slope', () => {
    for (const part of ['at', 'left', 'right']) {
      const kinks = [{ ...reluKink, [part]: NaN }];
      expect(() => checkDerivative(relu, reluDerivative, { kinks })).toThrow(RangeError);
    }
  });

  test('NaN is no choice', () => {
    const kinks = [{ ...reluKink, chosen: NaN }];
    expect(() => checkDerivative(relu, (x) => (x === 0 ? NaN : reluDerivative(x)), { kinks })).toThrow(
      GradientCheckError,
    );
  });
});

describe('checkDerivative throws RangeError', () => {
  test.each([
    ['a negative tolerance', { absolute: -1 }],
    ['a tolerance that is NaN', { relative: NaN }],
    ['no runs', { runs: 0 }],
    ['an empty domain', { domain: { low: 1, high: 0 } }],
    ['a domain with no room for a difference', { domain: { low: 1, high: 1 } }],
  ])('for %s', (_what, options) => {
    expect(() => checkDerivative(Math.sin, Math.cos, options)).toThrow(RangeError);
  });
});
