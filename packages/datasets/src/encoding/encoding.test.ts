import { Matrix } from '@handgrad/core-math';
import { real } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dummyVariables,
  flatten,
  fromOneHot,
  labelDecode,
  labelEncode,
  oneHot,
  pixelsToUnit,
  reshape,
  shapeOf,
  type NestedNumbers,
} from '../index.js';

describe('oneHot', () => {
  test.each([3, -1, 1.5, NaN])('throws for the label %d of three classes', (label) => {
    expect(() => oneHot([0, label], 3)).toThrow(
      `oneHot: expected labels from 0 to 2 for 3 classes, got ${label} for sample 1.`,
    );
  });
  test('throws for no labels, and for a number of classes that is none', () => {
    expect(() => oneHot([])).toThrow('expected at least one label');
    expect(() => oneHot([0], 0)).toThrow(RangeError);
  });
});

describe('fromOneHot', () => {
  test('takes the first of equal entries', () => {
    expect(fromOneHot(Matrix.fromRows([[0.5, 0.5]]))[0]).toBe(0);
  });
  test('throws a TypeError for anything but a matrix', () => {
    expect(() => fromOneHot([[0, 1]] as unknown as Matrix)).toThrow(
      'fromOneHot: expected the rows as a Matrix, got an array.',
    );
  });
  test('throws for NaN and for no columns', () => {
    expect(() => fromOneHot(Matrix.fromRows([[0, NaN]]))).toThrow('got NaN in row 0, column 1');
    expect(() => fromOneHot(new Matrix(2, 0))).toThrow('got 2 x 0');
  });
});

describe('labelEncode', () => {
  test('throws for a label that is no class, and names the nearest', () => {
    expect(() => labelEncode(['rose', 'irris'], ['rose', 'iris'])).toThrow(
      'labelEncode: label of sample 1: expected one of rose, iris, got "irris". Did you mean "iris"?',
    );
  });
  test('throws for no labels and for a class that stands twice', () => {
    expect(() => labelEncode([])).toThrow('expected at least one label');
    expect(() => labelEncode(['a'], ['a', 'a'])).toThrow('expected classes that differ');
  });
  test('labelDecode throws for a code that numbers no class', () => {
    expect(() => labelDecode([0, 2], ['a', 'b'])).toThrow(
      'labelDecode: expected codes from 0 to 1 for 2 classes, got 2 for sample 1.',
    );
  });
});

describe('dummyVariables', () => {
  test('throws for a baseline that is no level', () => {
    expect(() => dummyVariables(['a', 'b'], { baseline: 'c' })).toThrow(
      'expected a baseline among the levels a, b, got "c"',
    );
  });
  test.each(['a', 'c'])('throws for the baseline %s where all levels are kept', (baseline) => {
    expect(() => dummyVariables(['a', 'b'], { baseline, keepAll: true })).toThrow(RangeError);
    expect(() => dummyVariables(['a', 'b'], { baseline, keepAll: true })).toThrow(
      `dummyVariables: expected no baseline where keepAll keeps a column for every level, got "${baseline}".`,
    );
  });
  test('has a column for a level that does not occur, when it is named', () => {
    expect(dummyVariables(['1', '3'], { levels: ['1', '2', '3'] }).matrix.toRows()).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });
});

describe('flatten', () => {
  const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 });
  test('reshape takes flatten back', () => {
    fc.assert(
      fc.property(shapes, real(), (shape, first) => {
        const size = shape.reduce((a, b) => a * b, 1);
        const numbers = Float64Array.from({ length: size }, (_, i) => first + i);
        const nested = reshape(numbers, shape);
        expect(shapeOf(nested)).toEqual(shape);
        expect(flatten(nested)).toEqual(numbers);
      }),
    );
  });
  test('entry [i][j] of a 28 x 28 image becomes input 28 i + j', () => {
    const image = Array.from({ length: 28 }, (_, i) => Array.from({ length: 28 }, (_, j) => 100 * i + j));
    expect(flatten(image)[28 * 3 + 5]).toBe(305);
  });
  test.each([
    ['a word', [['a']], 'string'],
    ['nothing', [[1], undefined], 'undefined'],
    ['a typed array', [Float64Array.of(1)], 'Float64Array'],
    ['null', null, 'null'],
  ])('throws a TypeError for %s', (_, nested, kind) => {
    expect(() => flatten(nested as unknown as NestedNumbers)).toThrow(TypeError);
    expect(() => flatten(nested as unknown as NestedNumbers)).toThrow(
      `shapeOf: expected numbers in arrays, got ${kind}.`,
    );
  });
  test('throws for rows of different lengths, and for a shape that does not fit', () => {
    expect(() => flatten([[1, 2], [3]])).toThrow('of the shape of the first, [2], got [1] at place 1');
    expect(() => flatten([[1], 2])).toThrow(RangeError);
    expect(() => reshape([1, 2, 3], [2, 2])).toThrow(
      'expected a shape that holds 3 numbers, got [2 x 2], which holds 4',
    );
    expect(() => reshape([1], [-1, -1])).toThrow(RangeError);
  });
});

describe('pixelsToUnit', () => {
  test('each of the 256 bytes becomes the double nearest to byte / 255', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    expect(Array.from(pixelsToUnit(bytes))).toEqual(Array.from(bytes, (byte) => byte / 255));
  });
  test('writes from a place on, and throws when there is no room', () => {
    expect(pixelsToUnit(Uint8Array.of(255), Float64Array.of(7, 8, 9), 1)).toEqual(Float64Array.of(7, 1, 9));
    expect(() => pixelsToUnit(Uint8Array.of(1, 2), new Float64Array(2), 1)).toThrow(
      'expected room for 2 pixels from place 1 on, got 2',
    );
  });
});
