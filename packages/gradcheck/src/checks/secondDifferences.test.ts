import { describe, expect, test } from 'vitest';
import type { Estimate } from '../differences/estimateDerivative.js';
import { float64 } from '../differences/measuring.js';
import { pointAt } from '../parameters/point.js';
import type { Domain } from '../parameters/rooms.js';
import { comparingTo } from '../test-support/comparing.test-support.js';
import { disagreementOf } from '../test-support/failure.test-support.js';
import { checkCurvatures, checkPairs, curvatures } from './secondDifferences.js';
import type { SlopeCase } from './slopeCase.js';

interface Given {
  readonly domain?: Domain;
  readonly step?: number;
}

function caseOf<P>(f: (parameters: P) => number, at: P, options: Given = {}): SlopeCase<P> {
  const { domain } = options;
  return {
    comparing: comparingTo(1e-7, options),
    point: pointAt(at, domain, float64, 'check'),
    values: (parameters) => [f(parameters)],
    rows: [{ weights: 0, analytic: new Float64Array(0) }],
  };
}

function estimateOf<P>(f: (parameters: P) => number, at: P, [i, j]: [number, number], options?: Given): Estimate {
  return curvatures(caseOf(f, at, options))(i, j)!;
}

const product = (x: number[]): number => x.reduce((all, each) => all * each, 1);
const squares = (x: ArrayLike<number>): number => Array.from(x).reduce((sum, each) => sum + each * each, 0);

describe('the step', () => {
  test.each([
    ['of one entry at 0', [0, 1], [0, 0], 1],
    ['of one entry at -1', [-1, 0], [0, 0], 1],
    ['of one entry at 100', [100, 1], [0, 0], 100],
    ['of two entries', [0, 1], [0, 1], Math.SQRT1_2],
    ['of two entries, the larger at 100', [0, 100], [1, 0], 100 * Math.SQRT1_2],
    ['of two entries that lie far apart', [0, 3, 5, 7, 1], [0, 4], Math.SQRT1_2],
  ])('%s', (_what, at, pair, factor) => {
    const { step } = estimateOf(squares, at, pair as [number, number]);
    expect(step / (2 * Number.EPSILON ** (1 / 6))).toBeCloseTo(factor, 10);
  });

  test('is the one that was given', () => {
    for (const pair of [
      [0, 0],
      [0, 1],
    ] as [number, number][]) {
      expect(estimateOf(squares, [100, 1], pair, { step: 0.25 }).step).toBe(0.25);
    }
  });
});

describe('what is measured', () => {
  test('each entry of the diagonal once', () => {
    let calls = 0;
    const curvature = curvatures(
      caseOf(
        (x: number[]) => {
          calls++;
          return product(x);
        },
        [1, 2, 3],
      ),
    );
    const callsOf = (i: number, j: number): number => {
      const before = calls;
      curvature(i, j);
      return calls - before;
    };
    const alone = callsOf(0, 0);
    expect(alone).toBeGreaterThan(0);
    expect(callsOf(0, 0)).toBe(0);
    expect(callsOf(1, 1)).toBe(alone);
    expect(callsOf(0, 1)).toBe(alone);
  });

  test.each<[[number, number], number]>([
    [[0, 1], 5],
    [[2, 0], 3],
    [[1, 2], 2],
    [[2, 2], 0],
  ])('entry %j of x y z at (2, 3, 5), also in corners of a domain', (pair, expected) => {
    const corners: Domain[] = [
      { low: 2, high: 5 },
      { low: -10, high: 5 },
      { low: 2, high: 10 },
    ];
    for (const domain of [undefined, ...corners]) {
      expect(estimateOf(product, [2, 3, 5], pair, domain && { domain }).value).toBeCloseTo(expected, 6);
    }
  });

  test('is as uncertain as all three curvatures that it is made of', () => {
    // Rounding grows like 1 / h^2: twice that of one entry along two, hence 1 + 1 + 2 over 2.
    const f = ([x, y]: number[]): number => 1e8 + x! * y!;
    const [alone, both] = [estimateOf(f, [0, 0], [0, 0]), estimateOf(f, [0, 0], [0, 1])];
    expect(alone.rounding).toBeGreaterThan(1e-3);
    expect(both.rounding / alone.rounding).toBeCloseTo(2, 1);
  });

  test('nothing where there is no room', () => {
    const at = { a: 1, b: 2 };
    const f = ({ a, b }: typeof at): number => a * a * b * b;
    const curvature = curvatures(caseOf(f, at, { domain: { a: { low: 1, high: 1 } } }));
    expect([curvature(0, 0), curvature(0, 1), curvature(1, 0)]).toEqual([undefined, undefined, undefined]);
    expect(curvature(1, 1)?.value).toBeCloseTo(2, 6);
  });

  test('nor where a step that fits the room of one entry is lost in the size of the other', () => {
    const at = { a: 0, b: 1000 };
    const f = ({ a, b }: typeof at): number => a * b;
    const curvature = curvatures(caseOf(f, at, { domain: { a: { low: -1e-14, high: 1e-14 } } }));
    expect(curvature(0, 0)).toBeDefined();
    expect(curvature(1, 1)).toBeDefined();
    expect(curvature(0, 1)).toBeUndefined();
  });
});

describe('pairs', () => {
  const all: [number, number][] = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ];

  test('that have no room are skipped, and counted', () => {
    const at = { a: 1, b: 2 };
    const one = caseOf(({ a, b }: typeof at) => a * b * b, at, { domain: { a: { low: 1, high: 1 } } });
    checkPairs(one, Float64Array.of(7, 7, 7, 2), all);
    expect(one.comparing.tally).toMatchObject({ compared: 1, skipped: 3 });
    expect(disagreementOf(() => checkPairs(one, Float64Array.of(7, 7, 7, 2.1), all)).parameter).toBe('b, b');
  });

  test('that are lost in rounding are skipped, and counted', () => {
    const one = caseOf(([x, y]: number[]) => 1e12 + x! * y!, [0, 0]);
    checkPairs(one, Float64Array.of(0, 1, 1, 0), all);
    expect(one.comparing.tally).toEqual({ worst: 0, compared: 0, skipped: 4 });
  });

  test('beside a large constant allow what rounding may have left of them, and not much more', () => {
    const one = (): SlopeCase<number[]> => caseOf(([x, y]: number[]) => 1e6 + x! * y!, [0.3, 0.7]);
    const { rounding } = curvatures(one())(0, 1)!;
    const off = (error: number) => () => checkPairs(one(), Float64Array.of(0, 1 + error, 1, 0), [[0, 1]]);
    expect(off(0.5 * rounding)).not.toThrow();
    expect(disagreementOf(off(2 * rounding)).parameter).toBe('x[0], x[1]');
  });

  test('of a curvature that has not settled are excused by a thousandth, or by what rounding leaves at a knot', () => {
    // The curvature goes like a root: no step settles, and values around 0 have hardly any rounding.
    const root = caseOf((x: number) => Math.abs(x) ** 2.5, 0);
    const { value } = curvatures(root)(0, 0)!;
    expect(value).toBeGreaterThan(1e-5);
    const analytic = 0.8 * value;
    expect(disagreementOf(() => checkPairs(root, Float64Array.of(analytic), [[0, 0]])).analytic).toBe(analytic);
    const knot = caseOf((x: number) => 1 + Math.abs(x) ** 3, 0);
    checkPairs(knot, Float64Array.of(0), [[0, 0]]);
    expect(knot.comparing.tally.compared + knot.comparing.tally.skipped).toBe(1);
  });
});

describe('random directions', () => {
  const size = 8;
  const at = Array.from({ length: size }, (_, i) => i / 4 - 1);

  /** Twice the identity, but for two pairs whose errors cancel where all signs are the same. */
  function cancelling(): Float64Array {
    const table = new Float64Array(size * size).map((_, k) => (k % (size + 1) === 0 ? 2 : 0));
    for (const [i, j, error] of [
      [0, 1, 0.5],
      [2, 3, -0.5],
    ] as const) {
      table[i * size + j] = error;
      table[j * size + i] = error;
    }
    return table;
  }

  test.each<[string, Given]>([
    ['everywhere', {}],
    ['inside a domain, away from its ends', { domain: { low: -20, high: 10 } }],
    ['inside a domain, away from its ends, the other way', { domain: { low: -10, high: 20 } }],
  ])('have signs of both kinds %s', (_where, options) => {
    const { parameter, analytic, numeric, verdict } = disagreementOf(() =>
      checkCurvatures(caseOf(squares, at, options), cancelling(), 8),
    );
    expect(parameter).toBe('a random direction over 8 entries');
    expect(verdict).toBe('the derivative differs from the finite difference');
    expect(numeric).toBeCloseTo(2 * size, 4);
    expect(Math.abs(analytic! - 2 * size)).toBeCloseTo(2, 10);
  });

  test('pass where the Hessian is right, each counted', () => {
    const one = caseOf(squares, at);
    const table = new Float64Array(size * size).map((_, k) => (k % (size + 1) === 0 ? 2 : 0));
    checkCurvatures(one, table, 5);
    expect(one.comparing.tally).toMatchObject({ compared: 5, skipped: 0 });
  });

  test('that have no room are skipped, and counted', () => {
    const one = caseOf(squares, [1, 1, 1], { domain: { low: 1, high: 1 } });
    checkCurvatures(one, new Float64Array(9), 3);
    expect(one.comparing.tally).toEqual({ worst: 0, compared: 0, skipped: 3 });
  });
});
