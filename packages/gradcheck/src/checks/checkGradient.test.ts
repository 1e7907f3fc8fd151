import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkGradient } from './checkGradient.js';
import { failureOf } from '../test-support/failure.test-support.js';
import {
  loss,
  lossGradient,
  network,
  networks,
  wrongGradients,
  type Network,
} from '../test-support/network.test-support.js';
import { matrix, type MatrixLike } from '../arbitraries/matrix.js';
import { real } from '../arbitraries/real.js';
import { GradientCheckError } from '../reports/report.js';

describe('checkGradient passes', () => {
  test('a network with ReLU, whatever the seed, kinks and zeros included', () => {
    for (let seed = 0; seed < 4; seed++) {
      expect(checkGradient(loss, lossGradient, networks, { seed }).cases).toBeGreaterThan(200);
    }
  });

  test('every entry of one given point, and leaves it as it was', () => {
    const before = structuredClone(network);
    const report = checkGradient(loss, lossGradient, network);
    expect(report).toMatchObject({ name: 'loss', cases: 10 });
    expect(report.worstError).toBeLessThan(1e-11);
    expect(network).toEqual(before);
  });

  test('numbers, vectors, number[]s, matrices, lists and records, nested', () => {
    const at = { list: [{ a: 2 }, { a: 3 }], plain: [1, 2], deep: { v: Float64Array.of(4) } };
    const f = (p: typeof at): number => p.list[0]!.a * p.list[1]!.a + p.plain[0]! * p.plain[1]! * p.deep.v[0]!;
    const gradient = (p: typeof at): typeof at => ({
      plain: [p.plain[1]! * p.deep.v[0]!, p.plain[0]! * p.deep.v[0]!],
      deep: { v: Float64Array.of(p.plain[0]! * p.plain[1]!) },
      list: [{ a: p.list[1]!.a }, { a: p.list[0]!.a }],
    });
    expect(checkGradient(f, gradient, at).cases).toBe(5);
    expect(
      checkGradient(
        (x) => x * x,
        (x) => 2 * x,
        3,
      ).cases,
    ).toBe(1);
    expect(
      checkGradient(
        (x) => x * x,
        (x) => 2 * x,
        real({ low: -9, high: 9 }),
        { runs: 30 },
      ).cases,
    ).toBe(30);
  });

  test('affine functions with step 1 to the last digits', () => {
    const at = { a: Float64Array.of(1, 2, 3) };
    const f = (p: typeof at): number => p.a[0]! - 2 * p.a[1]! + 3 * p.a[2]!;
    const report = checkGradient(f, () => ({ a: Float64Array.of(1, -2, 3) }), at, { step: 1 });
    expect(report.worstError).toBeLessThan(1e-14);
  });
});

describe('checkGradient catches', () => {
  test.each(Object.entries(wrongGradients))('%s, whatever the seed', (_name, wrong) => {
    for (let seed = 0; seed < 4; seed++) {
      expect(() => checkGradient(loss, wrong, networks, { seed })).toThrow(GradientCheckError);
    }
  });

  test('names the parameter and the entry', () => {
    const { parameter, hint } = failureOf(() =>
      checkGradient(loss, wrongGradients['one entry of the weights wrong']!, network),
    );
    expect(parameter).toBe('weights[1, 2]');
    expect(hint).toBe(undefined);
    const { parameter: bias } = failureOf(() => checkGradient(loss, wrongGradients['sign slip in the bias']!, network));
    expect(bias).toBe('bias[0]');
  });

  test('a function or a gradient that changes its argument', () => {
    const f = (p: { a: number[] }): number => ++p.a[0]!;
    expect(failureOf(() => checkGradient(f, (p) => p, { a: [1] })).verdict).toBe(
      'the function changes its argument: a[0] was 1 and is 2',
    );
    const careless = (at: Network): Network => {
      at.weights.data[4] = 7;
      return lossGradient(at);
    };
    expect(failureOf(() => checkGradient(loss, careless, network)).verdict).toBe(
      'the gradient changes its argument: weights[1, 1] was -1 and is 7',
    );
    expect(network.weights.data[4]).toBe(-1);
  });

  test('a function that gives two values at one point', () => {
    let calls = 0;
    expect(
      failureOf(() =>
        checkGradient(
          (x) => x + calls++,
          () => 1,
          2,
        ),
      ).verdict,
    ).toBe('the function gives 2 and then 3 at the same point');
  });

  test('a function that is NaN', () => {
    expect(
      failureOf(() =>
        checkGradient(
          () => NaN,
          () => 1,
          2,
        ),
      ).verdict,
    ).toContain('gives NaN');
  });
});

describe('checkGradient with many entries', () => {
  const size = 3000;
  const many = {
    big: Float64Array.from({ length: size }, (_, i) => Math.sin(i)),
    small: Float64Array.of(1, 2),
    one: 3,
  };
  type Many = typeof many;

  function energy({ big, small, one }: Many): number {
    return big.reduce((sum, x, i) => sum + x * x * (1 + (i % 7)), 0) / 2 + small[0]! * small[1]! * one;
  }
  function energyGradient({ big, small, one }: Many): Many {
    return {
      big: big.map((x, i) => x * (1 + (i % 7))),
      small: Float64Array.of(small[1]! * one, small[0]! * one),
      one: small[0]! * small[1]!,
    };
  }

  test('takes a sample of every parameter and directions over each and all', () => {
    // 8 + 2 + 1 sampled entries, 2 directions over each of 3 parameters, 4 over all.
    expect(checkGradient(energy, energyGradient, many).cases).toBe(21);
  });

  test.each([0, 1, 1234, size - 1])('finds the one wrong entry %i among all', (wrong) => {
    const gradient = (p: Many): Many => {
      const right = energyGradient(p);
      return { ...right, big: right.big.map((x, i) => (i === wrong ? x + 0.01 : x)) };
    };
    expect(failureOf(() => checkGradient(energy, gradient, many)).parameter).toBe(`big[${wrong}]`);
  });

  test('allows what 1000 entries of size 1e6 are rounded by', () => {
    const large = Float64Array.from({ length: 1000 }, (_, i) => 1e6 * Math.sin(i + 1));
    const half = (v: Float64Array): number => v.reduce((sum, x) => sum + Math.tanh(x / 1e6), 0);
    const slopes = (v: Float64Array): Float64Array => v.map((x) => (1 - Math.tanh(x / 1e6) ** 2) / 1e6);
    expect(checkGradient(half, slopes, large).skipped).toBe(0);
    const linear = (v: Float64Array): number => v.reduce((sum, x) => sum + (x - 1e6) * 3, 0);
    expect(checkGradient(linear, (v) => v.map(() => 3), new Float64Array(1000).fill(1e6)).cases).toBe(14);
  });

  test('never misses a small parameter', () => {
    const gradient = (p: Many): Many => ({ ...energyGradient(p), one: 0 });
    expect(failureOf(() => checkGradient(energy, gradient, many))).toMatchObject({ parameter: 'one', analytic: 0 });
  });

  test('NaN in one entry never passes', () => {
    const gradient = (p: Many): Many => {
      const right = energyGradient(p);
      right.big[777] = NaN;
      return right;
    };
    expect(failureOf(() => checkGradient(energy, gradient, many)).parameter).toBe('big[777]');
  });
});

describe('checkGradient refuses', () => {
  const at = { a: Float64Array.of(1, 2), m: { rows: 1, columns: 2, data: Float64Array.of(1, 2) } };
  const f = (): number => 0;
  const fits = { a: new Float64Array(2), m: { rows: 1, columns: 2, data: new Float64Array(2) } };

  test.each([
    ['a missing parameter', { a: fits.a }, 'expected a gradient of shape 1 x 2 at m, got nothing', 'm'],
    ['one too many', { ...fits, b: 1 }, 'expected no gradient at b, which is no parameter, got one', 'b'],
    [
      'another length',
      { ...fits, a: new Float64Array(3) },
      'expected a gradient of shape 2 numbers at a, got 3 numbers',
      'a',
    ],
    [
      'data that does not fill its matrix',
      { ...fits, m: { rows: 1, columns: 2, data: new Float64Array(1) } },
      'the gradient: expected 2 numbers in a matrix of 1 x 2 at m, got 1. Correct its sides.',
      undefined,
    ],
    [
      'words for numbers',
      { ...fits, a: ['2'] },
      'the gradient: expected numbers, Float64Arrays, matrices or records of those at a[0], got a string.',
      undefined,
    ],
  ])('a report for a gradient with %s, also at points that are drawn', (_what, gradient, message, parameter) => {
    for (const points of [at, fc.constant(at)]) {
      const { verdict, ...rest } = failureOf(() => checkGradient(f, () => gradient as typeof at, points));
      expect(verdict).toContain(message);
      expect({ parameter: rest.parameter, input: rest.input }).toEqual({ parameter, input: at });
    }
  });

  test('a report for a transposed matrix that says so, at the simplest input', () => {
    const matrices = matrix(real({ low: -2, high: 2 }), 2, 3);
    const sum = ({ data }: MatrixLike): number => data.reduce((total, x) => total + x, 0);
    const transposed = (): MatrixLike => ({ rows: 3, columns: 2, data: new Float64Array(6).fill(1) });
    const { verdict, hint, input, seed } = failureOf(() => checkGradient(sum, transposed, matrices, { seed: 3 }));
    expect(verdict).toBe('expected a gradient of shape 2 x 3, got 3 x 2');
    expect({ hint, seed }).toEqual({ hint: 'transpose it', seed: 3 });
    expect(input).toEqual({ rows: 2, columns: 3, data: new Float64Array(6) });
  });

  test('right gradients whose names would collide are told apart', () => {
    const at = { 'a.b': 1, a: { b: 2 } };
    const product = (p: typeof at): number => p['a.b'] * p.a.b;
    expect(checkGradient(product, (p) => ({ 'a.b': p.a.b, a: { b: p['a.b'] } }), at).cases).toBe(2);
  });

  test('TypeError for parameters that are no numbers', () => {
    expect(() => checkGradient(f, (p) => p, { a: 'x' })).toThrow(
      'checkGradient: expected numbers, Float64Arrays, matrices or records of those at a, got a string.',
    );
    expect(() => checkGradient(f, (p) => p, new Map())).toThrow(TypeError);
  });

  test('RangeError for no parameters, no runs, a step or tolerance that is none', () => {
    expect(() => checkGradient(f, (p) => p, {})).toThrow(RangeError);
    expect(() => checkGradient(f, (p) => p, real(), { runs: 0 })).toThrow(RangeError);
    expect(() => checkGradient(f, (p) => p, 1, { step: 0 })).toThrow(RangeError);
    expect(() => checkGradient(f, (p) => p, 1, { step: 1e-17 })).toThrow('expected a step that moves x = 1, got 1e-17');
    expect(() => checkGradient(f, (p) => p, 1, { relative: -1 })).toThrow(RangeError);
  });
});
