import { describe, expect, test } from 'vitest';
import { real } from '../arbitraries/real.js';
import { vector } from '../arbitraries/vector.js';
import { failureOf } from '../test-support/failure.test-support.js';
import { checkHessian } from './checkHessian.js';

/** 100 (y - x^2)^2 + (1 - x)^2 */
function rosenbrock([x, y]: number[]): number {
  return 100 * (y! - x! * x!) ** 2 + (1 - x!) ** 2;
}

function rosenbrockGradient([x, y]: number[]): number[] {
  return [-400 * x! * (y! - x! * x!) - 2 * (1 - x!), 200 * (y! - x! * x!)];
}

function rosenbrockHessian([x, y]: number[]): number[][] {
  return [
    [1200 * x! * x! - 400 * y! + 2, -400 * x!],
    [-400 * x!, 200],
  ];
}

const points = vector(real({ low: -2, high: 2 }), 2).map((point) => Array.from(point));

describe('checkHessian passes', () => {
  test('Rosenbrock, by second differences and by its gradient, whatever the seed', () => {
    for (let seed = 0; seed < 4; seed++) {
      expect(checkHessian(rosenbrock, rosenbrockHessian, points, { seed })).toMatchObject({
        name: 'rosenbrock',
        method: 'second differences, every entry',
        cases: 200,
        skipped: 0,
      });
      const exact = checkHessian(rosenbrock, rosenbrockHessian, points, { seed, gradient: rosenbrockGradient });
      expect(exact).toMatchObject({ method: 'five-point difference, every entry', cases: 200 });
      expect(exact.worstError).toBeLessThan(1e-10);
    }
  });

  test('f and its second derivative, for one number', () => {
    expect(checkHessian(Math.exp, Math.exp, real({ low: -2, high: 2 }), { runs: 20 }).cases).toBe(20);
  });

  test('parameters with names, and matrices', () => {
    const f = ({ a, b }: { a: number; b: number[] }): number => a * b[0]! * b[1]!;
    const hessian = ({ a, b }: { a: number; b: number[] }): { rows: number; columns: number; data: Float64Array } => {
      return { rows: 3, columns: 3, data: Float64Array.of(0, b[1]!, b[0]!, b[1]!, 0, a, b[0]!, a, 0) };
    };
    expect(checkHessian(f, hessian, { a: 2, b: [3, 4] }).cases).toBe(9);
  });

  test('beside the edges of a domain, without evaluating outside', () => {
    let lowest = Infinity;
    let highest = -Infinity;
    const f = ([x, y]: number[]): number => {
      lowest = Math.min(lowest, x!, y!);
      highest = Math.max(highest, x!, y!);
      return x! * y! ** 3;
    };
    const hessian = ([x, y]: number[]): number[][] => [
      [0, 3 * y! * y!],
      [3 * y! * y!, 6 * x! * y!],
    ];
    expect(checkHessian(f, hessian, [0, 1], { domain: { low: 0, high: 1 } }).cases).toBe(4);
    expect(lowest).toBe(0);
    expect(highest).toBe(1);
  });

  test('many parameters, by a sample and random directions', () => {
    const x = Float64Array.from({ length: 30 }, (_, i) => Math.sin(i));
    const f = (p: Float64Array): number => p.reduce((sum, each, i) => sum + each * each * (p[i + 1] ?? 1), 0);
    const hessian = (p: Float64Array): number[][] =>
      Array.from(p, (_, i) =>
        Array.from(p, (__, j) =>
          i === j ? 2 * (p[i + 1] ?? 1) : j === i + 1 ? 2 * p[i]! : i === j + 1 ? 2 * p[j]! : 0,
        ),
      );
    expect(checkHessian(f, hessian, x).cases).toBe(8 + 7 + 4);
    const spoiled = (p: Float64Array): number[][] =>
      hessian(p).map((row, i) => row.map((each, j) => (i === 17 && j === 17 ? each + 0.1 : each)));
    expect(failureOf(() => checkHessian(f, spoiled, x)).verdict).toBe(
      'the derivative differs from the finite difference',
    );
  });
});

describe('checkHessian catches', () => {
  test.each<[string, (h: number[][]) => number[][], string]>([
    ['half of the diagonal entry', ([a, b]) => [[a![0]! / 2, a![1]!], b!], 'x[0], x[0]'],
    [
      'a sign beside the diagonal',
      ([a, b]) => [
        [a![0]!, -a![1]!],
        [-b![0]!, b![1]!],
      ],
      'x[0], x[1]',
    ],
    ['a last entry that is 1e-4 too large', ([a, b]) => [a!, [b![0]!, b![1]! * 1.0001]], 'x[1], x[1]'],
  ])('%s, both ways', (_what, spoil, parameter) => {
    const wrong = (p: number[]): number[][] => spoil(rosenbrockHessian(p));
    const plain = failureOf(() => checkHessian(rosenbrock, wrong, [1, 2]));
    expect(plain.parameter).toBe(parameter);
    const { output, parameter: column } = failureOf(() =>
      checkHessian(rosenbrock, wrong, [1, 2], { gradient: rosenbrockGradient }),
    );
    expect(`${output?.replace('gradient', 'x')}, ${column}`).toBe(parameter.replace('x[0], x[1]', 'x[1], x[0]'));
  });

  test('twice of it, and says so', () => {
    const twice = (p: number[]): number[][] => rosenbrockHessian(p).map((row) => row.map((entry) => 2 * entry));
    expect(failureOf(() => checkHessian(rosenbrock, twice, points, { seed: 1 })).diagnosis?.kind).toBe('factor');
  });

  test.each([9, 30])('one wrong pair among %i parameters that are not sampled, by its name', (n) => {
    const squares = (p: Float64Array): number => p.reduce((sum, x) => sum + x * x, 0);
    const pair = [2, n - 4];
    const wrong = (p: Float64Array): number[][] =>
      Array.from(p, (_, i) => Array.from(p, (__, j) => (i === j ? 2 : pair.includes(i) && pair.includes(j) ? 0.5 : 0)));
    const { parameter, analytic } = failureOf(() =>
      checkHessian(squares, wrong, new Float64Array(n).fill(0.5), { samples: 1 }),
    );
    expect({ parameter, analytic }).toEqual({ parameter: `x[2], x[${n - 4}]`, analytic: 0.5 });
  });

  test('a gradient that is not that of the function, though the Hessian fits it', () => {
    const { verdict, parameter, diagnosis } = failureOf(() =>
      checkHessian(
        (x) => x ** 3,
        (x) => 2 * x,
        2,
        { gradient: (x) => x * x },
      ),
    );
    expect(verdict).toBe('the gradient that was given differs from the finite difference of the function');
    expect({ parameter, diagnosis }).toEqual({ parameter: 'x', diagnosis: undefined });
  });

  test('one that is not symmetric beyond the sample, and NaN there', () => {
    const zero = (): number => 0;
    const at = new Float64Array(40);
    const table = (value: number): number[][] =>
      Array.from({ length: 40 }, (_, i) => Array.from({ length: 40 }, (__, j) => (i === 31 && j === 13 ? value : 0)));
    // Along a random direction 1e-8 is less than what second differences are known to.
    const { verdict, parameter } = failureOf(() => checkHessian(zero, () => table(1e-3), at, { directions: 0 }));
    expect(verdict).toBe('the Hessian is not symmetric: 0.001 there, and 0 with the two exchanged');
    expect(parameter).toBe('x[31], x[13]');
    expect(failureOf(() => checkHessian(zero, () => table(NaN), at, { directions: 0 })).verdict).toBe(
      'the derivative is NaN',
    );
  });
});

describe('checkHessian throws', () => {
  test('a report for a Hessian of another shape', () => {
    const { verdict } = failureOf(() => checkHessian(rosenbrock, () => [[1, 2]], [1, 2]));
    expect(verdict).toContain('expected a Hessian of 2 x 2');
  });

  test('RangeError for a gradient of another shape', () => {
    expect(() => checkHessian(rosenbrock, rosenbrockHessian, [1, 2], { gradient: () => [1] })).toThrow(
      'expected a gradient of shape 2 numbers',
    );
  });
});
