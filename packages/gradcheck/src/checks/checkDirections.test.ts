import { describe, expect, test } from 'vitest';
import { failureOf } from '../test-support/failure.test-support.js';
import { real } from '../arbitraries/real.js';
import { vector } from '../arbitraries/vector.js';
import { checkGradient } from './checkGradient.js';

describe('samples and directions', () => {
  const size = 200;
  const at = { a: Float64Array.from({ length: size }, (_, i) => Math.sin(i)), b: [1, 2, 3] };
  type At = typeof at;
  const f = ({ a, b }: At): number => a.reduce((sum, x) => sum + Math.exp(x), b[0]! * b[1]! * b[2]!);
  const gradient = ({ a, b }: At): At => ({ a: a.map(Math.exp), b: [b[1]! * b[2]!, b[0]! * b[2]!, b[0]! * b[1]!] });

  test.each([
    // Sampled entries, directions over each of two parameters, directions over all.
    [{}, 8 + 3 + 2 * 2 + 4],
    [{ samples: 2 }, 2 + 2 + 2 * 2 + 4],
    [{ directions: 0 }, 8 + 3],
    [{ samples: 0, directions: 3 }, 2 * 2 + 3],
    [{ entries: 'all' }, 203],
  ] as const)('are as many as %o says', (options, cases) => {
    expect(checkGradient(f, gradient, at, options).cases).toBe(cases);
  });

  test('may be taken of few entries too', () => {
    expect(
      checkGradient(
        (x: number[]) => x[0]! * x[1]!,
        ([a, b]) => [b!, a!],
        [2, 3],
        { entries: 'sample' },
      ).cases,
    ).toBe(8);
  });

  test.each([
    [{ samples: -1 }, 'expected a whole number of samples, got -1'],
    [{ directions: 1.5 }, 'expected a whole number of directions, got 1.5'],
    [{ samples: 0, directions: 0 }, 'expected samples or directions, got 0 of both'],
    [{ entries: 'some' as never }, 'expected entries to be one of auto, all, sample, got some'],
    [{ kinks: 'ignore' as never }, 'expected kinks to be one of between, detect, avoid, got ignore'],
  ])('that are none are refused: %o', (options, message) => {
    expect(() => checkGradient(f, gradient, at, options)).toThrow(message);
  });

  test('beside edges lead inwards: nothing outside the domain is evaluated', () => {
    const edges = Float64Array.from({ length: 100 }, (_, i) => [0, 1, 0.5, 1e-9][i % 4]!);
    const domain = { low: 0, high: 1 };
    const cubes = (x: Float64Array): number => {
      expect(x.every((each) => each >= 0 && each <= 1)).toBe(true);
      return x.reduce((sum, each) => sum + each ** 3, 0);
    };
    const right = (x: Float64Array): Float64Array => x.map((each) => 3 * each * each);
    expect(checkGradient(cubes, right, edges, { domain })).toMatchObject({ cases: 14, skipped: 0 });
    const wrong = (x: Float64Array): Float64Array => right(x).map((each, i) => (i === 57 ? each + 0.01 : each));
    expect(failureOf(() => checkGradient(cubes, wrong, edges, { domain })).parameter).toBe('x[57]');
  });

  test('do not add up the rounding of their entries', () => {
    // Equal entries are all rounded the same way: by 1e-12, over steps of 1e-5.
    const large = new Float64Array(5000).fill(1e4 / 3);
    const sum = (x: Float64Array): number => x.reduce((total, each) => total + 3 * (each - 1e4 / 3), 0);
    const report = checkGradient(sum, (x) => x.map(() => 3), large);
    expect(report).toMatchObject({ cases: 14, skipped: 0 });
    expect(report.worstError).toBeLessThan(1e-10);
  });

  test('are skipped where no entry explains them: a step for the largest crosses kinks of small ones', () => {
    const l1 = (x: Float64Array): number => x.reduce((sum, each) => sum + Math.abs(each), 0);
    const { cases, skipped } = checkGradient(l1, (x) => x.map(Math.sign), vector(real(), 100), { seed: 1 });
    expect(cases).toBeGreaterThan(700);
    expect(skipped).toBeGreaterThan(0);
  });

  test('are not taken for kinks where sums are rounded, and lead to the entry', () => {
    const noisy = (x: Float64Array): number => x.reduce((sum, each) => sum + each * each, 1e4) - 1e4;
    const doubled = (x: Float64Array): Float64Array => x.map((each) => 2 * each);
    const equal = new Float64Array(300).fill(0.1);
    expect(checkGradient(noisy, doubled, equal)).toMatchObject({ cases: 14, skipped: 0 });
    const wrong = (x: Float64Array): Float64Array => doubled(x).map((each, i) => (i === 200 ? each + 0.01 : each));
    expect(failureOf(() => checkGradient(noisy, wrong, equal)).parameter).toBe('x[200]');
  });
});
