import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import type { GenericLoss } from '../differences/arithmetic.js';
import { real } from '../arbitraries/real.js';
import { vector } from '../arbitraries/vector.js';
import { parkMiller } from '../numbers/parkMiller.js';
import { failureOf } from '../test-support/failure.test-support.js';
import { checkGradient } from './checkGradient.js';

const { fround } = Math;

describe('float32', () => {
  /** Half of the squared length, each operation rounded to float32. */
  function energy(x: Float32Array): number {
    return x.reduce((sum, each) => fround(sum + fround(fround(each * each) / 2)), 0);
  }
  const singles = vector(real({ low: -4, high: 4 }), { min: 1, max: 5 }).map((x) => Float32Array.from(x));

  test('is chosen where a parameter is a Float32Array, without false alarms whatever the seed', () => {
    for (let seed = 0; seed < 20; seed++) {
      expect(checkGradient(energy, (x) => x, singles, { seed }).method).toBe(
        'five-point difference in float32, every entry',
      );
    }
  });

  test('a factor of 1.01 is caught whatever the seed', () => {
    for (let seed = 0; seed < 10; seed++) {
      expect(
        failureOf(() => checkGradient(energy, (x) => x.map((each) => 1.01 * each), singles, { seed })).parameter,
      ).toMatch(/^x/);
    }
  });

  test('is chosen by name for functions of doubles that round: points are then float32 numbers', () => {
    const seen: number[] = [];
    const square = (x: number): number => {
      seen.push(x);
      return fround(x * x);
    };
    expect(checkGradient<number>(square, (x) => 2 * x, 0.1, { precision: 'float32' }).cases).toBe(1);
    expect(seen.every((x) => x === fround(x))).toBe(true);
    // In float64 the points are others, and what the function rounds shows as noise: it is allowed, and no more.
    seen.length = 0;
    const asDouble = { precision: 'float64' } as const;
    expect(checkGradient<number>(square, (x) => 2 * x, 0.1, asDouble).cases).toBe(1);
    expect(seen.every((x) => x === fround(x))).toBe(false);
    expect(failureOf(() => checkGradient<number>(square, (x) => 2.001 * x, 0.1, asDouble)).verdict).toBe(
      'the derivative differs from the finite difference',
    );
  });

  test('many entries by directions too', () => {
    const x = Float32Array.from({ length: 300 }, (_, i) => Math.sin(i));
    expect(checkGradient(energy, (p) => p, x).skipped).toBe(0);
    const wrong = (p: Float32Array): Float32Array => p.map((each, i) => (i === 100 ? each + 1 : each));
    expect(failureOf(() => checkGradient(energy, wrong, x)).parameter).toBe('x[100]');
  });
});

describe('domain', () => {
  const at = { p: [0, 0.5, 1], free: 2 };
  type At = typeof at;
  const domain = { p: { low: 0, high: 1 } };

  test('nothing outside is evaluated, by parameter', () => {
    const f = ({ p, free }: At): number => {
      expect(p.every((each) => each >= 0 && each <= 1)).toBe(true);
      return p.reduce((sum, each) => sum + Math.sqrt(1 + each) * free, 0);
    };
    const gradient = ({ p, free }: At): At => ({
      p: p.map((each) => free / (2 * Math.sqrt(1 + each))),
      free: p.reduce((sum, each) => sum + Math.sqrt(1 + each), 0),
    });
    expect(checkGradient(f, gradient, at, { domain }).cases).toBe(4);
    const wrong = (point: At): At => ({ ...gradient(point), p: [0, 0, 0] });
    expect(failureOf(() => checkGradient(f, wrong, at, { domain }))).toMatchObject({
      parameter: 'p[0]',
      method: 'one-sided five-point difference from the right',
    });
  });

  test('also where a kink is looked for', () => {
    const f = (x: number): number => {
      expect(x).toBeGreaterThanOrEqual(0);
      return Math.abs(x - 1e-7);
    };
    expect(() => checkGradient(f, () => 0.5, 1e-7, { domain: { low: 0, high: 1 } })).not.toThrow();
    expect(failureOf(() => checkGradient(f, () => 1.5, 1e-7, { domain: { low: 0, high: 1 } })).verdict).toContain(
      'kink',
    );
  });

  test('points outside, drawn or given, are the caller’s mistake', () => {
    const message = 'checkGradient: expected x in its domain from 0 to 1, got 2. Move the point, or widen the domain.';
    expect(() =>
      checkGradient(
        (x) => x,
        () => 1,
        2,
        { domain: { low: 0, high: 1 } },
      ),
    ).toThrow(new RangeError(message));
    expect(() =>
      checkGradient(
        (x) => x,
        () => 1,
        fc.constant(2),
        { domain: { low: 0, high: 1 } },
      ),
    ).toThrow(message);
    expect(() =>
      checkGradient(
        (x) => x,
        () => 1,
        2,
        { domain: { low: 1, high: 0 } },
      ),
    ).toThrow('Swap or widen its ends.');
  });
});

describe('kinks', () => {
  const absolute = (x: number[]): number => Math.abs(x[0]!) + x[1]! ** 2;
  const at =
    (slope: number) =>
    (x: number[]): number[] => [slope, 2 * x[1]!];

  test('between: the value lies between the slopes on either side', () => {
    expect(checkGradient(absolute, at(0.5), [0, 1]).cases).toBe(2);
    expect(failureOf(() => checkGradient(absolute, at(1.5), [0, 1])).hint).toBe(
      'the slope is -1 on the left and 1 on the right',
    );
  });

  test('avoid: the entry is counted as skipped', () => {
    expect(checkGradient(absolute, at(1.5), [0, 1], { kinks: 'avoid' })).toMatchObject({ cases: 1, skipped: 1 });
    expect(() => checkGradient(absolute, at(9), [1, 1], { kinks: 'avoid' })).toThrow('differs');
  });

  test('detect: the report says that there is one', () => {
    expect(failureOf(() => checkGradient(absolute, at(0.5), [0, 1], { kinks: 'detect' })).hint).toBe(
      "the slope is -1 on the left and 1 on the right: a kink; move the point, or give the rule kinks: 'between'",
    );
  });
});

describe('reseed', () => {
  test('sets a random generator back before every call', () => {
    let random = parkMiller(7);
    const reseed = (): void => {
      random = parkMiller(7);
    };
    const noisy = (x: number[]): number => x.reduce((sum, each) => sum + each * each * (random() < 0.5 ? 0 : 2), 0);
    const gradient = (x: number[]): number[] => x.map((each) => 2 * each * (random() < 0.5 ? 0 : 2));
    expect(checkGradient(noisy, gradient, [1, 2, 3, 4], { reseed }).cases).toBe(4);
    const { verdict, hint } = failureOf(() => checkGradient(noisy, gradient, [1, 2, 3, 4]));
    expect(verdict).toMatch(/^the function gives .* and then .* at the same point$/);
    expect(hint).toBe('fix its randomness: give reseed, or seed the generator inside the function');
  });
});

describe('generic', () => {
  interface Line {
    readonly slope: number;
    readonly bias: readonly number[];
  }
  const f = ({ slope, bias }: Line): number => Math.log(1 + Math.exp(slope * bias[0]!)) + bias[1]! ** 3;
  const generic: GenericLoss<Line> = ({ slope, bias }, m) =>
    m.add(m.log(m.add(m.constant(1), m.exp(m.multiply(slope, bias[0]!)))), m.power(bias[1]!, 3));
  const gradient = ({ slope, bias }: Line): Line => {
    const s = 1 / (1 + Math.exp(-slope * bias[0]!));
    return { slope: s * bias[0]!, bias: [s * slope, 3 * bias[1]! ** 2] };
  };
  const point: Line = { slope: 0.5, bias: [2, -1] };

  test('is differentiated in dual numbers, to rounding', () => {
    const report = checkGradient(f, gradient, point, { generic, relative: 1e-14, absolute: 1e-14 });
    expect(report).toMatchObject({ method: 'dual numbers, every entry', cases: 3 });
    expect(report.worstError).toBeLessThan(1e-15);
  });

  test('of another function is blamed also where the two meet', () => {
    const { verdict } = failureOf(() =>
      checkGradient(
        (x) => x * x,
        (x) => 2 * x,
        1,
        { generic: (x, m) => m.power(x as never, 3) },
      ),
    );
    expect(verdict).toMatch(/^the generic function gives .* where the function gives /);
  });

  test('finds what differences cannot', () => {
    const slightly = (p: Line): Line => ({ ...gradient(p), slope: gradient(p).slope + 1e-12 });
    expect(
      failureOf(() => checkGradient(f, slightly, point, { generic, relative: 1e-14, absolute: 1e-14 })).parameter,
    ).toBe('slope');
  });

  test('must be the same function', () => {
    const other: GenericLoss<Line> = (p, m) => m.add(generic(p, m), m.constant(0.5));
    expect(failureOf(() => checkGradient(f, gradient, point, { generic: other })).verdict).toMatch(
      /^the generic function gives .* where the function gives /,
    );
  });
});

describe('a function or gradient that is no formula', () => {
  const square = (x: number[]): number => x.reduce((sum, each) => sum + each * each, 0);
  const double = (x: number[]): number[] => x.map((each) => 2 * each);

  test('with a cache over the identity of its argument is asked with new arguments', () => {
    const cache = new WeakMap<number[], number>();
    const cached = (x: number[]): number => {
      const known = cache.get(x) ?? square(x);
      cache.set(x, known);
      return known;
    };
    expect(checkGradient(cached, double, [1, 2]).cases).toBe(2);
    expect(failureOf(() => checkGradient(cached, () => [0, 0], [1, 2])).parameter).toBe('x[0]');
  });

  test('that changes its argument elsewhere than at the point is found out', () => {
    const careless = (x: number[]): number => {
      const value = square(x);
      if (x[0]! > 1.0005 && x[1] === 2) x[1] = 7;
      return value;
    };
    expect(failureOf(() => checkGradient(careless, double, [1, 2])).verdict).toBe(
      'the function changes its argument: x[1] was 2 and is 7',
    );
  });

  test('that hands its argument back is right where it is right', () => {
    expect(
      checkGradient(
        (x: number[]) => square(x) / 2,
        (x) => x,
        [1, 2, 3],
      ).cases,
    ).toBe(3);
  });

  test('that writes its next result over the one before', () => {
    const buffer = [0, 0];
    const reusing = (x: number[]): number[] => {
      x.forEach((each, i) => (buffer[i] = 2 * each));
      return buffer;
    };
    expect(failureOf(() => checkGradient(square, reusing, [1, 2])).verdict).toBe(
      'the gradient writes its next result over the one before: x[0] was 2 and is 2.002',
    );
  });

  test('that gives two answers', () => {
    let calls = 0;
    expect(failureOf(() => checkGradient(square, (x) => [2 * x[0]!, calls++], [1, 2])).verdict).toBe(
      'the gradient gives 0 and then 1 in x[1] at the same point',
    );
  });

  test('that throws is named, with what it threw as the cause', () => {
    const broken = (): never => {
      throw new TypeError('no such layer');
    };
    try {
      checkGradient(square, broken, [1, 2]);
      expect.unreachable();
    } catch (error) {
      expect((error as Error).message).toContain('the gradient throws TypeError: no such layer');
      expect((error as Error).cause).toEqual(new TypeError('no such layer'));
    }
  });

  test.each<[string, unknown, string]>([
    ['a promise', Promise.resolve(1), 'the function gives a promise'],
    ['a string', '1', 'the function gives the string "1"'],
    ['an array', [1, 2], 'the function gives [1, 2]'],
    ['undefined', undefined, 'the function gives undefined'],
    ['NaN', NaN, 'the function gives NaN'],
  ])('that gives %s is named', (_what, value, verdict) => {
    expect(failureOf(() => checkGradient(() => value as number, double, [1, 2])).verdict).toContain(verdict);
  });

  test('a gradient that gives a promise is named', () => {
    expect(failureOf(() => checkGradient(square, () => Promise.resolve([1, 2]) as never, [1, 2])).verdict).toContain(
      'the gradient gives a promise',
    );
  });
});

describe('a gradient of another type is refused', () => {
  test.each<[string, unknown, unknown, string]>([
    ['number[] for Float64Array', Float64Array.of(1), [0], 'in a Float64Array, got one in a number[]'],
    [
      'Float64Array for Float32Array',
      Float32Array.of(1),
      Float64Array.of(0),
      'in a Float32Array, got one in a Float64Array',
    ],
    [
      'rows for a matrix',
      { rows: 1, columns: 1, data: Float64Array.of(1) },
      [[0]],
      'in a matrix of Float64Array, got one in a number[][]',
    ],
  ])('%s', (_what, at, gradient, message) => {
    const { verdict, parameter } = failureOf(() =>
      checkGradient(
        () => 0,
        () => gradient,
        at,
      ),
    );
    expect(verdict).toContain(message);
    expect(parameter).toBe('x');
  });

  test('a number for a list of one', () => {
    expect(
      failureOf(() =>
        checkGradient(
          () => 0,
          () => 0 as never,
          [1],
        ),
      ).verdict,
    ).toBe('expected a gradient of shape 1 numbers, got a number');
  });
});
