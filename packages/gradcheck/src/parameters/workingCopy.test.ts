import { describe, expect, test } from 'vitest';
import { entriesOf, leavesOf } from './parameters.js';
import { workingCopy } from './workingCopy.js';

class Matrix {
  constructor(
    readonly rows: number,
    readonly columns: number,
    readonly data: Float64Array,
  ) {}
}

const all: readonly [string, () => unknown][] = [
  ['a number', () => 1],
  ['a list', () => [1, 2, 3]],
  [
    'rows',
    () => [
      [1, 2],
      [3, 4],
    ],
  ],
  ['a number beside a list', () => [1, [2, 3], 4]],
  ['a typed array', () => Float64Array.of(1, 2, 3)],
  ['a matrix', () => new Matrix(2, 2, Float64Array.of(1, 2, 3, 4))],
  [
    'a record of all of these',
    () => ({
      first: 1,
      list: [2, 3],
      nothing: new Float64Array(0),
      nested: { single: Float32Array.of(4, 5), slope: 6 },
      layers: [{ weights: { rows: 1, columns: 2, data: Float64Array.of(7, 8) } }, { weights: 9 }],
      last: 10,
    }),
  ],
];

describe.each(all)('a working copy of %s', (_name, make) => {
  const entries = entriesOf(leavesOf(make(), 'test'));
  const now = (copy: { now: () => unknown }): number[] => Array.from(entriesOf(leavesOf(copy.now(), 'test')));

  test('is a copy, of the same kind', () => {
    const given = make();
    const copy = workingCopy(given);
    expect(copy.now()).toStrictEqual(given);
    copy.write(
      0,
      entries.map((x) => x + 100),
    );
    expect(given).toStrictEqual(make());
  });

  test('takes any entries that lie together, and no others', () => {
    for (let start = 0; start < entries.length; start++) {
      for (let end = start; end <= entries.length; end++) {
        const copy = workingCopy(make());
        const values = entries.slice(start, end).map((x) => x + 100);
        copy.write(start, values);
        expect(now(copy)).toEqual(Array.from(entries, (x, i) => (i >= start && i < end ? x + 100 : x)));
        copy.write(start, entries.slice(start, end));
        expect(copy.now()).toStrictEqual(make());
      }
    }
  });

  test('tells whether it holds given entries', () => {
    const copy = workingCopy(make());
    expect(copy.holds(entries)).toBe(true);
    for (let i = 0; i < entries.length; i++) expect(copy.holds(entries.with(i, -1))).toBe(false);
  });
});
