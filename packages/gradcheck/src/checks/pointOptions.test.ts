import { describe, expect, test } from 'vitest';
import type { GenericFunction } from '../differences/arithmetic.js';
import { GradientCheckError } from '../reports/report.js';
import { failureOf } from '../test-support/failure.test-support.js';
import { relu, reluDerivative, sigmoid, sigmoidDerivative } from '../test-support/formulas.test-support.js';
import { checkDerivative } from './checkDerivative.js';
import type { Method, ToleranceMode } from './options.js';

const genericSigmoid: GenericFunction = (x, m) => m.divide(m.constant(1), m.add(m.constant(1), m.exp(m.negate(x))));

describe('at', () => {
  test('checks just there', () => {
    const asked: number[] = [];
    const derivative = (x: number): number => {
      asked.push(x);
      return Math.cos(x);
    };
    expect(checkDerivative(Math.sin, derivative, { at: [0, 1, 2] }).cases).toBe(3);
    expect(new Set(asked)).toEqual(new Set([0, 1, 2]));
    expect(checkDerivative(Math.sin, Math.cos, { at: 3 }).cases).toBe(1);
  });

  test('names the point, without a seed', () => {
    const report = failureOf(() => checkDerivative(Math.sin, (x) => (x === 2 ? 5 : Math.cos(x)), { at: [1, 2] }));
    expect(report).toMatchObject({ input: 2, analytic: 5 });
    expect(report.seed).toBeUndefined();
  });

  test('a listed kink is checked as one', () => {
    const kinks = [{ at: 0, left: 0, right: 1, chosen: 0 }];
    expect(checkDerivative(relu, reluDerivative, { at: 0, kinks }).cases).toBe(1);
    expect(() => checkDerivative(relu, () => 1, { at: 0, kinks })).toThrow('not the documented choice 0');
  });
});

describe('kinks that are numbers', () => {
  test.each([0, 0.4, 1])('the derivative %f lies between the slopes', (chosen) => {
    const derivative = (x: number): number => (x === 0 ? chosen : reluDerivative(x));
    expect(checkDerivative(relu, derivative, { kinks: [0] }).cases).toBeGreaterThan(400);
  });

  test.each([-0.01, 1.01, NaN])('the derivative %f does not', (chosen) => {
    const derivative = (x: number): number => (x === 0 ? chosen : reluDerivative(x));
    expect(failureOf(() => checkDerivative(relu, derivative, { kinks: [0] }))).toMatchObject({
      verdict: 'the derivative does not lie between the slopes on either side of a kink',
      input: 0,
    });
  });
});

describe('rules for kinks that nobody listed', () => {
  const twoKinks = (x: number): number => relu(x - 1) + 3 * Math.abs(x);
  const derivative = (x: number): number => reluDerivative(x - 1) + 3 * Math.sign(x);

  test('between takes any slope between those on either side', () => {
    expect(checkDerivative(twoKinks, derivative, { kinks: 'between' }).skipped).toBe(0);
    const wrong = (x: number): number => (x === 0 ? 3.01 : derivative(x));
    expect(failureOf(() => checkDerivative(twoKinks, wrong, { kinks: 'between' })).verdict).toBe(
      'the derivative does not lie between the slopes on either side of a kink',
    );
  });

  test('avoid skips the point and counts it', () => {
    const wrong = (x: number): number => (x === 0 ? 77 : derivative(x));
    expect(checkDerivative(twoKinks, wrong, { kinks: 'avoid' }).skipped).toBeGreaterThan(0);
  });

  test('detect fails and names the slopes', () => {
    expect(failureOf(() => checkDerivative(twoKinks, derivative, { kinks: 'detect', at: 1 })).hint).toBe(
      'the slope is 3 on the left and 4 on the right: if that is a kink, list it in kinks',
    );
  });

  test.each(['between', 'avoid'] as const)('%s passes nothing that is wrong beside the kinks', (kinks) => {
    const wrong = (x: number): number => derivative(x) + (x > 2 ? 1e-6 : 0);
    for (let seed = 0; seed < 5; seed++) {
      expect(() => checkDerivative(twoKinks, wrong, { kinks, seed })).toThrow(GradientCheckError);
    }
  });

  test('evaluates nothing outside the domain', () => {
    const inside = (x: number): number => {
      if (!(x >= 0 && x <= 2)) throw new RangeError(`asked for ${x}`);
      return twoKinks(x);
    };
    const domain = { low: 0, high: 2, lowOpen: true };
    expect(checkDerivative(inside, derivative, { domain, kinks: 'between' }).cases).toBeGreaterThan(400);
    const nearEdge = (x: number): number => {
      if (!(x >= 0)) throw new RangeError(`asked for ${x}`);
      return relu(x - 1e-4);
    };
    const half = (x: number): number => (x === 1e-4 ? 0.3 : reluDerivative(x - 1e-4));
    const positive = { low: 0, high: Infinity };
    expect(checkDerivative(nearEdge, half, { domain: positive, kinks: 'between', at: 1e-4 }).cases).toBe(1);
  });
});

describe('a vertical tangent at a listed kink', () => {
  const root = (x: number): number => Math.sqrt(Math.abs(x));
  const derivative = (x: number): number => (x === 0 ? 0 : (0.5 * Math.sign(x)) / root(x));
  const kinks = [{ at: 0, left: -Infinity, right: Infinity, chosen: 0 }];

  test('gives no false alarm, however close the points come', () => {
    for (let seed = 0; seed < 20; seed++) {
      expect(checkDerivative(root, derivative, { kinks, seed }).cases).toBeGreaterThan(400);
    }
    // No difference can tell what is right at the next double.
    const { cases, skipped } = checkDerivative(root, derivative, { kinks, at: [5e-324, 1] });
    expect({ cases, skipped }).toEqual({ cases: 1, skipped: 1 });
  });

  test('hides nothing that is wrong beside it', () => {
    for (let seed = 0; seed < 5; seed++) {
      const wrong = (x: number): number => derivative(x) * (1 + 1e-6);
      expect(() => checkDerivative(root, wrong, { kinks, seed })).toThrow(GradientCheckError);
    }
    expect(() => checkDerivative(root, () => NaN, { kinks, at: 5e-324 })).toThrow(GradientCheckError);
  });
});

describe('generic', () => {
  test('is compared in dual numbers, to the last digits', () => {
    const report = checkDerivative(sigmoid, sigmoidDerivative, {
      generic: genericSigmoid,
      domain: { low: -30, high: 30 },
    });
    expect(report.method).toBe('dual numbers');
    expect(report.worstError).toBeLessThan(1e-15);
    const wrong = (x: number): number => sigmoidDerivative(x) + 1e-12;
    const strict = { generic: genericSigmoid, absolute: 1e-14, relative: 1e-12, domain: { low: -30, high: 30 } };
    expect(checkDerivative(sigmoid, sigmoidDerivative, strict).cases).toBe(500);
    expect(failureOf(() => checkDerivative(sigmoid, wrong, strict))).toMatchObject({
      verdict: 'the derivative differs from that in dual numbers',
      method: 'dual numbers',
      methodReason: 'a generic function was given',
    });
  });

  test('needs no reason where dual numbers were asked for', () => {
    const wrong = (): unknown => checkDerivative(sigmoid, () => 9, { generic: genericSigmoid, method: 'dual', at: 0 });
    expect(failureOf(wrong)).not.toHaveProperty('methodReason');
  });

  test('must be the function itself', () => {
    const other: GenericFunction = (x, m) => m.tanh(x);
    expect(failureOf(() => checkDerivative(sigmoid, sigmoidDerivative, { generic: other, at: 0 })).verdict).toBe(
      'the generic function gives 0 where the function gives 0.5',
    );
  });

  test('another method may be asked for all the same', () => {
    const options = { generic: genericSigmoid, domain: { low: -30, high: 30 } };
    expect(checkDerivative(sigmoid, sigmoidDerivative, { ...options, method: 'central' }).method).toBe(
      'central difference',
    );
  });

  test('at a kink a slope between those on either side passes by the rule', () => {
    const generic: GenericFunction = (x, m) => m.maximum(x, m.constant(0));
    const half = (x: number): number => (x === 0 ? 0.5 : reluDerivative(x));
    expect(checkDerivative(relu, half, { generic, kinks: 'between' }).skipped).toBe(0);
    expect(() => checkDerivative(relu, half, { generic })).toThrow(GradientCheckError);
  });
});

describe.each<Method>(['central', 'fivePoint', 'richardson'])('method %s', (method) => {
  test('passes the right derivative and catches 1e-6 too much', () => {
    for (let seed = 0; seed < 5; seed++) {
      expect(checkDerivative(sigmoid, sigmoidDerivative, { method, seed }).cases).toBe(500);
      const wrong = (x: number): number => sigmoidDerivative(x) + 1e-6;
      expect(() => checkDerivative(sigmoid, wrong, { method, seed })).toThrow(GradientCheckError);
    }
  });
});

describe('mode', () => {
  const faint = (x: number): number => 1e-12 * Math.sin(x);
  const domain = { low: 0.1, high: 1.4 };

  test('relative sees functions that are small themselves', () => {
    const wrong = (x: number): number => 1.001e-12 * Math.cos(x);
    expect(checkDerivative(faint, wrong, { domain }).cases).toBe(500);
    expect(checkDerivative(faint, (x) => 1e-12 * Math.cos(x), { domain, mode: 'relative' }).cases).toBe(500);
    expect(() => checkDerivative(faint, wrong, { domain, mode: 'relative' })).toThrow(GradientCheckError);
  });

  test('absolute does not grow with the derivative', () => {
    const steep = (x: number): number => 1e6 * x;
    const wrong = (): number => 1e6 + 1e-4;
    const at = [0, 1];
    expect(checkDerivative(steep, wrong, { at, step: 1 }).cases).toBe(2);
    expect(() => checkDerivative(steep, wrong, { at, step: 1, mode: 'absolute', absolute: 1e-6 })).toThrow(
      GradientCheckError,
    );
  });

  test('ulp counts units in the last place', () => {
    const identity: GenericFunction = (x) => x;
    const exact = { mode: 'ulp', generic: identity, at: 3 } as const;
    const off = (units: number) => () => 1 + units * Number.EPSILON;
    // Dual numbers are expected to be off by 64 units themselves.
    expect(checkDerivative((x) => x, off(67), exact).cases).toBe(1);
    expect(() => checkDerivative((x) => x, off(70), exact)).toThrow(GradientCheckError);
    expect(checkDerivative((x) => x, off(70), { ...exact, ulp: 10 }).cases).toBe(1);
  });

  test.each<ToleranceMode>(['mixed', 'absolute', 'relative', 'ulp'])('%s: NaN and Infinity never pass', (mode) => {
    for (const value of [NaN, Infinity, -Infinity]) {
      expect(() => checkDerivative(Math.sin, () => value, { mode, at: 1 })).toThrow(GradientCheckError);
      expect(() => checkDerivative((x) => (x === 1 ? 1 : value), Math.cos, { mode, at: 1 })).toThrow(
        GradientCheckError,
      );
    }
  });
});

test('the step is the one that the caller gives', () => {
  const line = (x: number): number => 3 * x;
  expect(failureOf(() => checkDerivative(line, () => 9, { at: 0, step: 0.25 })).step).toBe(0.25);
});

describe('reseed', () => {
  test('is called before every call, so that a random function can be checked', () => {
    let state = 0;
    const noisy = (x: number): number => Math.sin(x) * (1 + (state++ % 3));
    const slope = (x: number): number => Math.cos(x) * (1 + (state++ % 3));
    expect(checkDerivative(noisy, slope, { reseed: () => (state = 1) }).cases).toBe(500);
    const { verdict, hint } = failureOf(() => checkDerivative(noisy, slope, { at: 1 }));
    expect(verdict).toMatch(/^the function gives .* and then .* at the same point$/);
    expect(hint).toBe('fix its randomness: give reseed, or seed the generator inside the function');
  });

  test('a derivative that gives two values is found too', () => {
    let calls = 0;
    expect(failureOf(() => checkDerivative(Math.sin, () => calls++, { at: 0 })).verdict).toBe(
      'the derivative gives 0 and then 1 at the same point',
    );
  });
});

describe('what is no number', () => {
  const wrongs: readonly [string, unknown][] = [
    ['a promise', Promise.resolve(1)],
    ['the string "1"', '1'],
    ['[1]', [1]],
    ['undefined', undefined],
    ['null', null],
  ];

  test.each(wrongs)('%s from the derivative is named, with the remedy', (name, value) => {
    const { verdict, hint } = failureOf(() => checkDerivative(Math.sin, () => value as number, { at: 1 }));
    expect(verdict).toContain(`the derivative gives ${name}`);
    expect(hint).toBeDefined();
  });

  test.each(wrongs)('%s from the function, too', (name, value) => {
    const { verdict } = failureOf(() => checkDerivative(() => value as number, Math.cos, { at: 1 }));
    expect(verdict).toContain(`the function gives ${name}`);
  });

  test('NaN from the derivative is called by its name', () => {
    expect(failureOf(() => checkDerivative(Math.sin, () => NaN, { at: 1 })).verdict).toBe('the derivative is NaN');
  });
});

describe('wrong options are named in one sentence, with the remedy', () => {
  test.each<[string, Parameters<typeof checkDerivative>[2], string]>([
    ['a reversed domain', { domain: { low: 1, high: 0 } }, 'got [1, 0]. Swap or widen its ends.'],
    ['an empty domain', { domain: { low: 1, high: 1, lowOpen: true } }, 'holds at least one double, got (1, 1]'],
    [
      'a point outside',
      { at: 2, domain: { low: 0, high: 1 } },
      'expected points from 0 to 1, got 2. Move it, or widen',
    ],
    ['a point that is NaN', { at: [0, NaN] }, 'got NaN. Move it'],
    ['a step without end', { step: Infinity }, 'expected a step > 0, got Infinity.'],
    ['a step of 0', { step: 0 }, 'expected a step > 0, got 0. Leave it out for the default.'],
    ['no runs', { runs: 0 }, 'expected runs of at least 1, got 0. Leave it out for the default.'],
    ['no generic function', { method: 'dual' }, 'expected a generic function for dual numbers, got none.'],
    [
      'an unknown method',
      { method: 'fast' as Method },
      'expected method to be one of auto, central, fivePoint, richardson, dual, got fast.',
    ],
    [
      'an unknown mode',
      { mode: 'strict' as ToleranceMode },
      'expected mode to be one of mixed, absolute, relative, ulp, got strict.',
    ],
    [
      'an unknown precision',
      { precision: 'half' as 'float32' },
      'expected precision to be one of auto, float64, float32, got half.',
    ],
    [
      'an unknown rule',
      { kinks: 'ignore' as 'avoid' },
      'expected kinks to be one of detect, between, avoid, got ignore.',
    ],
    [
      'a tolerance that the mode does not count',
      { mode: 'absolute', relative: 1 },
      'expected no relative in mode absolute, got 1.',
    ],
  ])('%s', (_what, options, message) => {
    const check = (): unknown => checkDerivative(Math.sin, Math.cos, options);
    expect(check).toThrow(RangeError);
    expect(check).toThrow(`checkDerivative: `);
    expect(check).toThrow(message);
  });
});

test('a generic function that meets two kinks of its own at a point is compared by differences there', () => {
  const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
  const generic: GenericFunction = (x, m) =>
    m.add(m.maximum(x, m.constant(0)), m.log1p(m.exp(m.negate(m.absolute(x)))));
  expect(checkDerivative(softplus, sigmoid, { generic, at: [-1, 0, 1] }).cases).toBe(3);
  expect(
    failureOf(() => checkDerivative(softplus, (x) => (x === 0 ? 1 : sigmoid(x)), { generic, at: 0 })),
  ).toMatchObject({ analytic: 1, method: 'five-point difference' });
});
