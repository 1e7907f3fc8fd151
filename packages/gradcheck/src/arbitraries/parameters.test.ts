import { test } from '@fast-check/vitest';
import * as fc from 'fast-check';
import { describe, expect, expectTypeOf } from 'vitest';
import type { MatrixLike } from './matrix.js';
import { parameters } from './parameters.js';
import { real } from './real.js';

const seeds = Array.from({ length: 10 }, (_, i) => i);
const sides = { min: 1, max: 5 };
const network = parameters(
  {
    layers: [
      { weights: ['hidden', 'inputs'], bias: 'hidden' },
      { weights: [2, 'hidden'], bias: [2] },
    ],
    scale: [],
  },
  { sizes: { hidden: sides, inputs: sides } },
);

describe('parameters', () => {
  test.prop([network])('have sizes that agree where their shapes name the same one', ({ layers: [first, second] }) => {
    expect(first.bias.length).toBe(first.weights.rows);
    expect(second.weights.columns).toBe(first.weights.rows);
    expect([second.weights.rows, second.bias.length]).toEqual([2, 2]);
    for (const { weights } of [first, second]) expect(weights.data.length).toBe(weights.rows * weights.columns);
  });

  test('have the types of their shapes', () => {
    type Network = typeof network extends fc.Arbitrary<infer P> ? P : never;
    expectTypeOf<Network['scale']>().toEqualTypeOf<number>();
    expectTypeOf<Network['layers'][0]['weights']>().toEqualTypeOf<MatrixLike>();
    expectTypeOf<Network['layers'][1]['bias']>().toEqualTypeOf<Float64Array>();
  });

  test('draw every size', () => {
    const drawn = fc.sample(network, { numRuns: 300, seed: 1 }).map(({ layers: [{ weights }] }) => weights);
    expect(new Set(drawn.map(({ rows }) => rows)).size).toBe(5);
    expect(new Set(drawn.map(({ columns }) => columns)).size).toBe(5);
    expect(drawn.some(({ rows, columns }) => rows !== columns)).toBe(true);
  });

  test('shrink to the smallest model, leaving a unit out everywhere', () => {
    for (const seed of seeds) {
      const property = fc.property(network, ({ layers: [first, second] }) => {
        return first.bias.length < 2 || second.weights.data.every((x) => x < 1.7);
      });
      const { layers, scale } = fc.check(property, { seed }).counterexample![0];
      const [first, second] = layers;
      expect(first).toEqual({ weights: { rows: 2, columns: 1, data: new Float64Array(2) }, bias: new Float64Array(2) });
      expect(second.weights).toMatchObject({ rows: 2, columns: 2 });
      expect(Array.from(second.weights.data).sort()).toEqual([0, 0, 0, 2]);
      expect(scale).toBe(0);
    }
  });

  test('shrink both sides of a square matrix together', () => {
    const squares = parameters(['n', 'n'], { sizes: { n: { min: 1, max: 6 } } });
    const property = fc.property(squares, ({ rows, data }) => rows < 2 || data[1]! < 1);
    expect(fc.check(property, { seed: 1, numRuns: 500 }).counterexample![0]).toEqual({
      rows: 2,
      columns: 2,
      data: Float64Array.of(0, 1, 0, 0),
    });
  });

  test('keep the right entries of a matrix when a row and a column are left out', () => {
    const pairs = parameters({ a: ['m', 'n'], b: 'n' }, { sizes: { m: sides, n: sides } });
    const isTied = ({ a, b }: { a: MatrixLike; b: Float64Array }): boolean => a.data.some((x) => b.includes(x));
    const example = {
      a: { rows: 3, columns: 3, data: Float64Array.of(0.5, 1, 1.5, 2, 2.5, 3, -0.5, -1, -1.5) },
      b: Float64Array.of(-2, 2.5, -3),
    };
    const property = fc.property(pairs, (p) => !isTied(p));
    const { a, b } = fc.check(property, { examples: [[example]], numRuns: 1 }).counterexample![0];
    expect([a.rows, a.columns, b.length]).toEqual([1, 1, 1]);
    expect(a.data[0]).toBe(b[0]);
  });

  test('draw entries from what is given, for all or by name', () => {
    const one = real({ low: 1, high: 1 });
    expect(fc.sample(parameters({ a: 2, b: [] }, { entry: one }), 1)).toEqual([{ a: Float64Array.of(1, 1), b: 1 }]);
    const named = parameters({ layers: [{ slope: [] }], scale: 3 }, { entry: { 'layers[0].slope': one } });
    const drawn = fc.sample(named, { numRuns: 50, seed: 1 });
    expect(drawn.every(({ layers: [{ slope }] }) => slope === 1)).toBe(true);
    expect(drawn.some(({ scale }) => scale[0] !== 1)).toBe(true);
  });

  test('shrink parameters given by hand only when they could have been drawn', () => {
    const pairs = parameters({ weights: ['n', 2], bias: 'n' }, { sizes: { n: { min: 1, max: 3 } } });
    const fitting = { weights: { rows: 1, columns: 2, data: Float64Array.of(1, 2) }, bias: Float64Array.of(3) };
    expect(pairs.canShrinkWithoutContext(fitting)).toBe(true);
    expect(pairs.canShrinkWithoutContext({ ...fitting, bias: Float64Array.of(3, 4) })).toBe(false);
    expect(pairs.canShrinkWithoutContext({ ...fitting, bias: 3 })).toBe(false);
    expect(pairs.canShrinkWithoutContext({ ...fitting, bias: Float64Array.of(7) })).toBe(false);
    expect(pairs.canShrinkWithoutContext(3)).toBe(false);
    const sameShapes = parameters({ a: ['m', 'n'], b: ['m', 'n'] }, { sizes: { m: sides, n: sides } });
    const [row, column] = [
      { rows: 1, columns: 2, data: new Float64Array(2) },
      { rows: 2, columns: 1, data: new Float64Array(2) },
    ];
    expect(sameShapes.canShrinkWithoutContext({ a: row, b: row })).toBe(true);
    expect(sameShapes.canShrinkWithoutContext({ a: row, b: column })).toBe(false);
  });

  test('given by hand shrink only where every array has its kind', () => {
    const fits = (value: unknown): boolean =>
      parameters({ scale: [], bias: 2, weights: [2, 1] }).canShrinkWithoutContext(value);
    const bias = Float64Array.of(1, 2);
    const weights = { rows: 2, columns: 1, data: bias };
    expect(fits({ scale: 3, bias, weights })).toBe(true);
    expect(fits({ scale: 3, bias, weights: { ...weights, data: [1, 2] } })).toBe(true);
    for (const wrong of [
      { scale: bias, bias, weights },
      { scale: weights, bias, weights },
      { scale: 3, bias: 3, weights },
      { scale: 3, bias: weights, weights },
      { scale: 3, bias, weights: 3 },
      { scale: 3, bias, weights: bias },
      { scale: 3, bias, weights: { ...weights, data: undefined } },
      { scale: 3, bias, weights: { ...weights, rows: undefined } },
      { scale: 3, bias, weights: { ...weights, columns: undefined } },
      { scale: 3, bias, weights: { ...weights, data: Float64Array.of(1) } },
      { scale: 3, bias, weights: { ...weights, rows: 1, columns: 2 } },
      { scale: 3, bias, weights: null },
      { scale: 3, bias },
      { bias, weights },
      null,
    ]) {
      expect(fits(wrong), JSON.stringify(wrong)).toBe(false);
    }
  });

  test.each<[string, unknown]>([
    ['', undefined],
    ['', null],
    [' for w', { w: null }],
    [' for w', { w: true }],
    [' for layers[1].bias', { layers: [{ bias: 2 }, { bias: undefined }] }],
  ])('name a shape%s that is none: %j', (where, shapes) => {
    expect(() => parameters(shapes as number)).toThrow(TypeError);
    expect(() => parameters(shapes as number)).toThrow(`parameters: expected a shape${where}, got `);
  });

  test('throw for sizes that no shape names, other options and entries that are no arbitrary', () => {
    expect(() => parameters({ bias: 'units', scale: 2 }, { sizes: { units: 2, unit: 3 } })).toThrow(
      'parameters: expected sizes that a shape names (units), got one for unit.',
    );
    expect(() => parameters({ bias: 2 }, { sizes: { bias: 3 } })).toThrow(
      'that a shape names (none), got one for bias',
    );
    const misspelt = { size: { units: 2 } } as object;
    expect(() => parameters({ bias: 2 }, misspelt)).toThrow('expected the options sizes and entry, got size.');
    const entry = { bias: 3 } as unknown as Record<string, fc.Arbitrary<number>>;
    expect(() => parameters({ bias: 2 }, { entry })).toThrow('parameters: expected an arbitrary of numbers, got 3.');
  });

  test('throw for sizes that are not given, entries of unknown names, too many sides and sizes below 0', () => {
    expect(() => parameters({ bias: 'unit' }, { sizes: { units: 2 } })).toThrow(
      'parameters: expected the size of "unit", got sizes for units.',
    );
    expect(() => parameters({ bias: 2 }, { entry: { bais: real() } })).toThrow(
      'expected entries for bias, got one for bais',
    );
    expect(() => parameters({ kernel: [3, 3, 2] })).toThrow('expected at most two sides, got 3 for kernel');
    expect(() => parameters({ bias: -1 })).toThrow('expected a side of whole numbers');
    expect(() => parameters({ bias: 'n' }, { sizes: { n: { min: 3, max: 2 } } })).toThrow('expected the size n');
  });
});
