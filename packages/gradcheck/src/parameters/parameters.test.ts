import { describe, expect, test } from 'vitest';
import { copied, entriesOf, entryName, leavesOf, nameAt, namesOf, rebuilt } from './parameters.js';
import { pointAt, pointBeside } from './point.js';
import { float32, float64 } from '../differences/measuring.js';
import { roomsOf } from './rooms.js';
import { workingCopy } from './workingCopy.js';

class Grid {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;

  constructor(rows: number, columns: number, data: Float64Array) {
    this.rows = rows;
    this.columns = columns;
    this.data = data;
  }
}

const everything = {
  scale: 2,
  list: [1, 2, 3],
  single: Float32Array.of(0.5, -1),
  double: Float64Array.of(4),
  rows: [
    [5, 6],
    [7, 8],
  ],
  ragged: [[9], [10, 11]],
  grid: new Grid(1, 2, Float64Array.of(12, 13)),
  layers: [{ a: 14 }, { a: 15 }],
  none: [],
};
const entries = [2, 1, 2, 3, 0.5, -1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

describe('leavesOf', () => {
  const leaves = leavesOf(everything, 'test');

  test('lists numbers in the order in which they are written down', () => {
    expect(Array.from(entriesOf(leaves))).toEqual(entries);
  });

  test('names every entry as code would reach it', () => {
    expect(namesOf(leaves).join(' ')).toBe(
      'scale list[0] list[1] list[2] single[0] single[1] double[0] rows[0][0] rows[0][1] rows[1][0] rows[1][1] ' +
        'ragged[0][0] ragged[1][0] ragged[1][1] grid[0, 0] grid[0, 1] layers[0].a layers[1].a',
    );
    expect(nameAt(leaves, 10)).toBe('rows[1][1]');
    expect(entryName(leavesOf(3, 'test')[0]!, 0)).toBe('x');
    expect(namesOf(leavesOf([[1, 2]], 'test'))).toEqual(['x[0][0]', 'x[0][1]']);
  });

  test('names an entry by its place among all, also the first and the last of each array', () => {
    expect(entries.map((_, i) => nameAt(leaves, i))).toEqual(namesOf(leaves));
  });

  test('takes records with sides or data that are no matrix as they are, and leaves out what is empty', () => {
    const data = Float64Array.of(4);
    for (const record of [
      { rows: [1], columns: [2], data: [3] },
      { rows: 1, columns: [2], data: [3] },
      { rows: [1], columns: 2, data: [3] },
      { rows: [1], columns: [2], data },
      { rows: 1, columns: [2], data },
      { rows: [1], columns: 2, data },
    ]) {
      expect(leavesOf(record, 'test').map(({ name }) => name)).toEqual(['rows', 'columns', 'data']);
    }
    expect(leavesOf({ rows: 1, columns: 2 }, 'test').map(({ name }) => name)).toEqual(['rows', 'columns']);
    expect(leavesOf({ a: [], b: 1 }, 'test').map(({ name }) => name)).toEqual(['b']);
    expect(leavesOf(Object.assign(Object.create(null), { a: 1 }), 'test')).toHaveLength(1);
  });

  test('quotes keys that could be taken for places in other names', () => {
    const colliding = { 'a.b': 1, a: { b: 2, 'c[0]': 3, c: [4] }, '': 5 };
    expect(namesOf(leavesOf(colliding, 'test'))).toEqual(['["a.b"]', 'a.b', 'a["c[0]"]', 'a.c[0]', '[""]']);
  });

  test.each<[string, unknown, string]>([
    [
      'data that does not fill a matrix',
      { w: { rows: 2, columns: 2, data: Float64Array.of(1, 2, 3) } },
      'test: expected 4 numbers in a matrix of 2 x 2 at w, got 3.',
    ],
    [
      'a matrix whose data is a list, and not its sides as numbers',
      { rows: 1, columns: 1, data: [1] },
      'test: expected the data of a matrix in a Float64Array or Float32Array, got an array.',
    ],
    [
      'more in a matrix, which its copies would lack',
      { rows: 1, columns: 1, data: Float64Array.of(1), scale: 3 },
      'test: expected a matrix of rows, columns and data alone, got scale too.',
    ],
  ])('refuses %s', (_what, parameters, message) => {
    expect(() => leavesOf(parameters, 'test')).toThrow(message);
  });

  test('tells kinds, shapes and types apart', () => {
    const seen = leaves.map(({ kind, shape, type }) => `${kind} of ${shape} in ${type}`);
    expect(seen.slice(0, 6)).toEqual([
      'number of a number in number',
      'list of 3 numbers in number[]',
      'list of 2 numbers in Float32Array',
      'list of 1 numbers in Float64Array',
      'rows of 2 x 2 in number[][]',
      'list of 1 numbers in number[]',
    ]);
    expect(leavesOf(new Grid(1, 2, Float64Array.of(1, 2)), 'test')[0]).toMatchObject({
      kind: 'matrix',
      rows: 1,
      columns: 2,
    });
  });

  test.each([
    ['a string', { a: 'x' }],
    ['Map', new Map()],
    ['Int32Array', new Int32Array(2)],
    ['a promise', Promise.resolve(1)],
    ['undefined', { a: undefined }],
    ['null', { a: null }],
    ['a string', [1, 'x']],
    ['an object', Object.create(Object.create(null))],
    ['a bigint', 1n],
  ])('refuses %s', (kind, parameters) => {
    expect(() => leavesOf(parameters, 'test')).toThrow(`got ${kind}. Pass only what is differentiated.`);
  });
});

describe('copies', () => {
  test('share nothing with the original and keep classes and types', () => {
    const copy = copied(everything);
    expect(copy).toEqual(everything);
    expect(copy.grid).toBeInstanceOf(Grid);
    expect(copy.single).toBeInstanceOf(Float32Array);
    copy.grid.data[0] = 0;
    copy.rows[1]![0] = 0;
    copy.layers[0]!.a = 0;
    expect(Array.from(entriesOf(leavesOf(everything, 'test')))).toEqual(entries);
  });

  test('are rebuilt entry by entry, in the order of the leaves', () => {
    let index = 0;
    const numbered = rebuilt(everything, () => index++);
    expect(Array.from(entriesOf(leavesOf(numbered, 'test')))).toEqual(entries.map((_, i) => i));
  });
});

describe('workingCopy', () => {
  const numbers = (from: unknown): number[] => Array.from(entriesOf(leavesOf(from, 'test')));

  test('writes any range of entries, and leaves the original and all others alone', () => {
    for (let start = 0; start < entries.length; start++) {
      for (const length of [1, 3, entries.length - start]) {
        const copy = workingCopy(everything);
        const written = Float64Array.from({ length: Math.min(length, entries.length - start) }, (_, i) => 100 + i);
        copy.write(start, written);
        const expected = entries.slice();
        expected.splice(start, written.length, ...written);
        expect(numbers(copy.now())).toEqual(expected);
      }
    }
    expect(numbers(everything)).toEqual(entries);
  });

  test('is the same object all along, also where it is one number', () => {
    const copy = workingCopy({ a: [1, 2] });
    const before = copy.now();
    copy.write(1, Float64Array.of(5));
    expect(copy.now()).toBe(before);
    expect(before).toEqual({ a: [1, 5] });
    const number = workingCopy(3);
    number.write(0, Float64Array.of(4));
    expect(number.now()).toBe(4);
  });
});

describe('rooms', () => {
  const at = { p: Float64Array.of(0, 0.25), w: { a: 5, b: 6 } };
  const leaves = leavesOf(at, 'test');
  const free = { left: Infinity, right: Infinity };

  test('are how far each entry lies from the ends of its domain', () => {
    const roomOf = roomsOf({ p: { low: 0, high: 1 }, w: { low: 0, high: 10 } }, leaves, 'test');
    expect([0, 1, 2, 3].map(roomOf)).toEqual([
      { left: 0, right: 1 },
      { left: 0.25, right: 0.75 },
      { left: 5, right: 5 },
      { left: 6, right: 4 },
    ]);
    expect(roomsOf({ p: { low: -1, high: 1 } }, leaves, 'test')(2)).toEqual(free);
    expect(roomsOf(undefined, leaves, 'test')(0)).toEqual(free);
    expect(roomsOf({ low: 0, high: 8 }, leaves, 'test')(3)).toEqual({ left: 6, right: 2 });
  });

  test('refuse points outside, intervals that are empty or reversed, and names of no parameter', () => {
    expect(() => roomsOf({ p: { low: 0, high: 1, lowOpen: true } }, leaves, 'check')).toThrow(
      'check: expected p[0] in its domain from 0 to 1, got 0. Move the point, or widen the domain.',
    );
    expect(() => roomsOf({ w: { low: 7, high: 2 } }, leaves, 'check')).toThrow('Swap or widen its ends.');
    expect(() => roomsOf({ v: { low: 0, high: 1 } }, leaves, 'check')).toThrow(
      'check: expected a domain of p, w.a, w.b, got one of v. Correct the name.',
    );
  });
});

describe('points', () => {
  test('are numbers of the precision', () => {
    expect(pointAt([0.1], undefined, float32, 'test').at).toEqual([Math.fround(0.1)]);
    expect(pointAt([0.1], undefined, float64, 'test').at).toEqual([0.1]);
  });

  test('must be finite', () => {
    expect(() => pointAt({ a: [1, NaN] }, undefined, float64, 'check')).toThrow(
      'check: expected finite parameters, got NaN at a[1]. Move the point.',
    );
  });

  test('have points beside them, which differ in every entry and stay inside', () => {
    const point = pointAt([0, 1, 0.5], { low: 0, high: 1 }, float64, 'test');
    const beside = pointBeside(point, float64);
    beside.forEach((x, i) => {
      expect(x).not.toBe(point.given[i]);
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(1);
    });
  });
});
