import { test } from '@fast-check/vitest';
import * as fc from 'fast-check';
import { describe, expect } from 'vitest';
import { matrix } from './matrix.js';
import { real } from './real.js';
import { vector } from './vector.js';

const seeds = Array.from({ length: 10 }, (_, i) => i);

describe('vector', () => {
  test.prop([vector(real({ low: -1, high: 1 }), { min: 2, max: 40 })])('has a length and entries in range', (v) => {
    expect(v).toBeInstanceOf(Float64Array);
    expect(v.length).toBeGreaterThanOrEqual(2);
    expect(v.length).toBeLessThanOrEqual(40);
    expect(v.every((x) => Math.abs(x) <= 1)).toBe(true);
  });

  test('reaches long lengths when they are asked for', () => {
    const lengths = fc.sample(vector(real(), { min: 0, max: 40 }), { numRuns: 200, seed: 1 }).map((v) => v.length);
    expect(Math.max(...lengths)).toBeGreaterThan(30);
  });

  test('shrinks to the fewest entries, and those to the simplest', () => {
    const fails = (v: Float64Array): boolean => v.length >= 3 && v.some((x) => x > 1.7);
    for (const seed of seeds) {
      const details = fc.check(
        fc.property(vector(real(), { min: 0, max: 20 }), (v) => !fails(v)),
        { seed },
      );
      expect(Array.from(details.counterexample![0]).sort()).toEqual([0, 0, 2]);
    }
  });

  test('shrinks a vector given by hand', () => {
    const property = fc.property(vector(real(), 2), (v) => v[1]! < 3);
    const details = fc.check(property, { examples: [[Float64Array.of(7.3, 4.125)]], numRuns: 1 });
    expect(details.counterexample).toEqual([Float64Array.of(0, 3)]);
  });

  test.each([-1, 1.5, NaN, { min: 3, max: 2 }])('throws for the length %j', (length) => {
    expect(() => vector(real(), length)).toThrow(RangeError);
  });
});

describe('vector and matrix', () => {
  test('name an element that is no arbitrary, and a size that is none', () => {
    const given = <T>(value: unknown): T => value as T;
    expect(() => vector(given(3), 3)).toThrow(
      'vector: expected an arbitrary of numbers, got 3. Give real(), or real({ low, high }).',
    );
    expect(() => matrix(given(undefined), 2, 2)).toThrow('matrix: expected an arbitrary of numbers, got undefined.');
    expect(() => vector(real(), given(undefined))).toThrow(
      'vector: expected a length, got undefined. Give a number or { min, max }.',
    );
    for (const size of ['3', null, true]) {
      expect(() => vector(real(), given(size))).toThrow(TypeError);
      expect(() => matrix(real(), 2, given(size))).toThrow('matrix: expected columns, got');
    }
    expect(() => vector(real(), given({ min: 1 }))).toThrow('got 1 to undefined');
  });
});

describe('matrix', () => {
  test.prop([matrix(real(), { min: 0, max: 4 }, 3)])('holds rows x columns numbers', ({ rows, columns, data }) => {
    expect(rows).toBeLessThanOrEqual(4);
    expect(columns).toBe(3);
    expect(data.length).toBe(rows * columns);
  });

  test('shrinks to the smallest shape, then entry by entry', () => {
    const sides = { min: 1, max: 5 };
    for (const seed of seeds) {
      const property = fc.property(matrix(real(), sides, sides), (m) => m.rows < 2 || m.data.every((x) => x < 1.7));
      const { rows, columns, data } = fc.check(property, { seed }).counterexample![0];
      expect([rows, columns]).toEqual([2, 1]);
      expect(Array.from(data).sort()).toEqual([0, 2]);
    }
  });

  test('throws for a side that is no whole number', () => {
    expect(() => matrix(real(), 2.5, 1)).toThrow(RangeError);
    expect(() => matrix(real(), 1, { min: -1, max: 1 })).toThrow(RangeError);
  });
});
