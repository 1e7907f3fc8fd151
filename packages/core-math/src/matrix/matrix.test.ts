import { expect, test } from 'vitest';
import { Matrix } from './matrix.js';

const numbered = (rows: number, columns: number): Matrix => Matrix.generate(rows, columns, (i, j) => 10 * i + j);

test('entry (i, j) stands at i * columns + j', () => {
  expect(numbered(2, 3).data).toEqual(Float64Array.of(0, 1, 2, 10, 11, 12));
  expect(numbered(2, 3).get(1, 2)).toBe(12);
});

test('a row and a slice of rows are views: writing to them writes to the matrix', () => {
  const matrix = numbered(3, 2);
  matrix.row(1)[0] = 100;
  matrix.sliceRows(2).data[1] = 200;
  expect(matrix.toRows()).toEqual([
    [0, 1],
    [100, 11],
    [20, 200],
  ]);
});

test('a slice of columns, taken rows and a copy have memory of their own', () => {
  const matrix = numbered(2, 3);
  const others = [matrix.sliceColumns(1, 3), matrix.takeRows([1, 1, 0]), matrix.copy()];
  expect(others.map((other) => other.toRows())).toEqual([
    [
      [1, 2],
      [11, 12],
    ],
    [
      [10, 11, 12],
      [10, 11, 12],
      [0, 1, 2],
    ],
    [
      [0, 1, 2],
      [10, 11, 12],
    ],
  ]);
  for (const other of others) other.data.fill(-1);
  expect(matrix.get(0, 1)).toBe(1);
});

test('a slice may be empty, wherever it lies', () => {
  for (const at of [0, 1, 2]) expect(numbered(2, 3).sliceRows(at, at).shape).toBe('0 x 3');
  for (const at of [0, 1, 3]) expect(numbered(2, 3).sliceColumns(at, at).shape).toBe('2 x 0');
});

test('matrices without rows or columns have a shape and no numbers', () => {
  expect([Matrix.zeros(0, 3).shape, Matrix.fromRows([]).shape, Matrix.zeros(2, 0).data.length]).toEqual([
    '0 x 3',
    '0 x 0',
    0,
  ]);
});

test.each([
  ['data of another length', () => new Matrix(2, 3, new Float64Array(5)), '2 x 3 = 6 numbers, got 5'],
  ['a negative side', () => new Matrix(-1, 3), 'got -1 x 3'],
  ['a negative number of columns', () => Matrix.zeros(3, -1), 'got 3 x -1'],
  ['a broken side', () => Matrix.zeros(1.5, 3), 'got 1.5 x 3'],
  ['rows of different lengths', () => Matrix.fromRows([[1, 2], [3]]), '2 numbers in row 0 and 1 in row 1'],
  ['a row outside', () => numbered(2, 3).row(2), 'a row index below 2 of a 2 x 3 matrix, a whole number from 0, got 2'],
  [
    'a column outside',
    () => numbered(2, 3).get(0, -1),
    'a column index below 3 of a 2 x 3 matrix, a whole number from 0, got -1',
  ],
  ['half a row', () => numbered(2, 3).row(0.5), 'got 0.5'],
  ['a column that is no number', () => numbered(2, 3).get(0, Number.NaN), 'got NaN'],
  ['a slice beyond the end', () => numbered(2, 3).sliceRows(1, 3), '<= 2 for a 2 x 3 matrix, got 1 and 3'],
  ['a slice from before the start', () => numbered(2, 3).sliceRows(-1, 1), 'got -1 and 1'],
  ['a slice from half a row', () => numbered(2, 3).sliceRows(0.5, 1), 'got 0.5 and 1'],
  ['a slice to half a column', () => numbered(2, 3).sliceColumns(0, 1.5), 'got 0 and 1.5'],
  ['a slice that ends before it starts', () => numbered(2, 3).sliceColumns(2, 1), 'got 2 and 1'],
])('%s is a RangeError that says what was expected and what came', (_what, act, message) => {
  expect(act).toThrow(RangeError);
  expect(act).toThrow(message);
});

test('numbers that are not in a Float64Array are a TypeError that says how to wrap them', () => {
  expect(() => new Matrix(1, 2, [1, 2] as unknown as Float64Array)).toThrow(TypeError);
  expect(() => new Matrix(1, 2, [1, 2] as unknown as Float64Array)).toThrow('Float64Array.from(data)');
});
