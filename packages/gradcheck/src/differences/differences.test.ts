import { test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { centralDifference, exactStep, fivePointDifference } from './differences.js';
import { directionalDifference } from './directionalDifference.js';
import { matrix } from '../arbitraries/matrix.js';
import { real } from '../arbitraries/real.js';

function tanhDerivative(x: number): number {
  return 1 / Math.cosh(x) ** 2;
}

const near = real({ low: -5, high: 5 });

describe('differences', () => {
  // Truncation h^2/6 |f'''| <= 1.2e-11 plus rounding eps / h = 4e-11.
  test.prop([near])('central: tanh to 1e-10', (x) => {
    expect(Math.abs(centralDifference(Math.tanh, x) - tanhDerivative(x))).toBeLessThan(1e-10);
  });

  // Truncation h^4/30 |f^(5)| <= 5e-13 (at 0), for h up to 5e-3 less, as tanh is flat there, plus rounding 1.5 eps / h = 3e-13.
  test.prop([near])('five points: tanh to 2e-12', (x) => {
    expect(Math.abs(fivePointDifference(Math.tanh, x) - tanhDerivative(x))).toBeLessThan(2e-12);
  });

  // No truncation: what is left is rounding of values up to |a x| + |b| + |a|, divided by h = 1.
  test.prop([real({ low: -9, high: 9 }), real({ low: -9, high: 9 }), near])(
    'step 1 is exact for affine functions',
    (a, b, x) => {
      const line = (t: number): number => a * t + b;
      expect(Math.abs(centralDifference(line, x, 1) - a)).toBeLessThan(1e-13);
      expect(Math.abs(fivePointDifference(line, x, 1) - a)).toBeLessThan(1e-13);
    },
  );

  // Of degree 4 and with whole numbers everything is exact.
  test('five points: exact for polynomials of degree 4', () => {
    expect(fivePointDifference((x) => x ** 4 - x ** 3 + x, 3, 1)).toBe(4 * 27 - 27 + 1);
    expect(centralDifference((x) => x * x, 3, 1)).toBe(6);
  });

  test('a large x takes a large step', () => {
    expect(fivePointDifference((x) => x * x, 1e8) / 2e8).toBeCloseTo(1, 11);
    expect(centralDifference((x) => x * x, 1e8) / 2e8).toBeCloseTo(1, 9);
  });

  test('NaN in, NaN out', () => {
    expect(centralDifference(Math.sin, NaN)).toBeNaN();
    expect(fivePointDifference(Math.sin, NaN)).toBeNaN();
  });

  test.each([0, -1, NaN, Infinity])('throw for the step %f', (step) => {
    expect(() => centralDifference(Math.sin, 1, step)).toThrow(RangeError);
    expect(() => fivePointDifference(Math.sin, 1, step)).toThrow(RangeError);
    expect(() => directionalDifference(Math.sin, 1, 1, step)).toThrow(RangeError);
  });
});

describe('a step', () => {
  test.each([
    [1e17, 1],
    [-1e17, 1],
    [1, 1e-17],
  ])('throws where %f would not move by %f', (x, step) => {
    const message = `expected a step that moves x = ${x}, got ${step}`;
    expect(() => centralDifference((t) => t, x, step)).toThrow(`centralDifference: ${message}`);
    expect(() => fivePointDifference((t) => t, x, step)).toThrow(`fivePointDifference: ${message}`);
  });

  test('must move x upwards: 1 + 2^-53 rounds to 1, though 1 - 2^-53 is a double', () => {
    expect(() => centralDifference((t) => t, 1, 2 ** -53)).toThrow('expected a step that moves x = 1');
    expect(centralDifference((t) => t, 1, 2 ** -52)).toBe(1);
  });

  test('of 0 is refused as one that is not positive', () => {
    expect(() => centralDifference(Math.sin, 1, 0)).toThrow(
      'centralDifference: expected a step > 0, got 0. Leave it out for the default.',
    );
  });

  // 1e8 + 1e-7 rounds to 7 units of 2^-26: dividing by 1e-7 itself would be 4 % off.
  test('divides by the distance that x really moves', () => {
    expect(centralDifference((t) => t, 1e8, 1e-7)).toBe(1);
    expect(exactStep(1e8, 1e-7)).toBe(7 * 2 ** -26);
    expect(exactStep(1e17, 1)).toBe(1);
  });
});

const parameters = {
  slope: 2,
  bias: Float64Array.of(1, -1),
  list: [3, 4],
  weights: { rows: 2, columns: 2, data: Float64Array.of(1, 2, 3, 4) },
  nested: { deep: [{ scale: 0.5 }] },
};

function product(p: typeof parameters): number {
  return p.slope * p.bias[1]! + p.list[0]! ** 2 + p.weights.data[2]! * p.nested.deep[0]!.scale;
}

function direction(change: Partial<typeof parameters>): typeof parameters {
  return {
    slope: 0,
    bias: new Float64Array(2),
    list: [0, 0],
    weights: { rows: 2, columns: 2, data: new Float64Array(4) },
    nested: { deep: [{ scale: 0 }] },
    ...change,
  };
}

describe('directionalDifference', () => {
  // Rounding: eps * |f| / h with |f| about 10 and h = 1e-3.
  test('moves along every kind of parameter', () => {
    expect(directionalDifference(product, parameters, direction({ slope: 1 }))).toBeCloseTo(-1, 10);
    expect(directionalDifference(product, parameters, direction({ bias: Float64Array.of(5, 1) }))).toBeCloseTo(2, 10);
    expect(directionalDifference(product, parameters, direction({ list: [1, 1] }))).toBeCloseTo(6, 10);
    expect(directionalDifference(product, parameters, direction({ nested: { deep: [{ scale: 1 }] } }))).toBeCloseTo(
      3,
      11,
    );
    expect(directionalDifference(Math.exp, 0, 2)).toBeCloseTo(2, 11);
  });

  test('is 0 along 0', () => {
    expect(directionalDifference(product, parameters, direction({}))).toBe(0);
  });

  test('is NaN along NaN', () => {
    expect(directionalDifference(product, parameters, direction({ slope: NaN, list: [1, 0] }))).toBeNaN();
    expect(directionalDifference(product, parameters, direction({ list: [1, NaN] }))).toBeCloseTo(6, 10);
  });

  test('changes nothing in place', () => {
    const before = structuredClone(parameters);
    directionalDifference(product, parameters, direction({ list: [1, 1] }));
    expect(parameters).toEqual(before);
  });

  test('keeps the class of a matrix', () => {
    class Grid {
      readonly rows: number;
      readonly columns: number;
      readonly data: Float64Array;
      constructor(rows: number, columns: number, data: Float64Array) {
        [this.rows, this.columns, this.data] = [rows, columns, data];
      }
      sum(): number {
        return this.data.reduce((total, x) => total + x, 0);
      }
    }
    const grid = new Grid(1, 2, Float64Array.of(1, 2));
    expect(directionalDifference((g) => g.sum() ** 2, grid, new Grid(1, 2, Float64Array.of(1, 1)))).toBeCloseTo(12, 10);
  });

  // Both sides are sums of 6 products of numbers up to 3: rounding of 6 * 9 * eps / 1e-3.
  test.prop([matrix(real({ low: -3, high: 3 }), 2, 3), matrix(real({ low: -3, high: 3 }), 2, 3)])(
    'of half the squared norm is the inner product',
    (at, d) => {
      const f = (m: typeof at): number => m.data.reduce((sum, x) => sum + (x * x) / 2, 0);
      const inner = d.data.reduce((sum, x, i) => sum + x * at.data[i]!, 0);
      expect(Math.abs(directionalDifference(f, at, d) - inner)).toBeLessThan(1e-10);
    },
  );

  test('throws for a direction of another shape or with other names', () => {
    const f = (p: { a: number[] }): number => p.a[0]!;
    expect(() => directionalDifference(f, { a: [1] }, { a: [1, 2] })).toThrow(
      'directionalDifference: expected a direction of shape 1 numbers at a, got 2 numbers.',
    );
    expect(() => directionalDifference(f, { a: [1] }, {} as { a: number[] })).toThrow(RangeError);
    expect(() => directionalDifference(f, { a: [1] }, { a: [1], b: 2 } as { a: number[] })).toThrow(RangeError);
  });

  test('throws TypeError for what is no number', () => {
    expect(() => directionalDifference(() => 0, { a: 'x' }, { a: 'x' })).toThrow(TypeError);
  });
});
