import { Matrix } from '@handgrad/core-math';
import { describe, expect, test } from 'vitest';
import { minMaxScale, standardize } from '../index.js';

describe.each([
  ['standardize', standardize],
  ['minMaxScale', minMaxScale],
] as const)('%s', (name, fit) => {
  test('throws for nothing to fit', () => {
    expect(() => fit(new Matrix(0, 2))).toThrow(`${name}: expected at least one row and one column, got 0 x 2.`);
    expect(() => fit(new Matrix(2, 0))).toThrow(RangeError);
  });
  test('throws a TypeError for anything but a matrix', () => {
    const rows = [[1], [2]] as unknown as Matrix;
    expect(() => fit(rows)).toThrow(`${name}: expected the data as a Matrix, got an array.`);
    expect(() => fit(Matrix.column([1, 2])).transform(rows)).toThrow(
      `${name}.transform: expected the data as a Matrix`,
    );
  });
  test('throws for NaN, and says where', () => {
    expect(() =>
      fit(
        Matrix.fromRows([
          [1, 2],
          [NaN, 3],
        ]),
      ),
    ).toThrow(`${name}: expected finite entries, got NaN in row 1, column 0`);
  });
  test('throws for other columns than it was fitted to, and for a matrix to write into that does not fit', () => {
    const scaler = fit(
      Matrix.fromRows([
        [1, 2],
        [3, 4],
      ]),
    );
    expect(() => scaler.transform(new Matrix(1, 3))).toThrow(
      `${name}.transform: expected 2 columns, as it was fitted to, got 1 x 3.`,
    );
    expect(() => scaler.inverse(new Matrix(1, 3))).toThrow(`${name}.inverse: expected 2 columns`);
    expect(() => scaler.transform(new Matrix(1, 2), new Matrix(2, 2))).toThrow(
      'expected into of shape 1 x 2, got 2 x 2',
    );
  });
  test('throws for numbers whose spread is no double', () => {
    expect(() => fit(Matrix.column([-1.7e308, 1.7e308, 1.7e308]))).toThrow('in column 0. Change its unit.');
  });
  test('new data that lie elsewhere are scaled by what was fitted', () => {
    const scaler = fit(Matrix.column([0, 2]));
    expect(scaler.inverse(scaler.transform(Matrix.column([10]))).data[0]).toBe(10);
  });
});

describe('standardize', () => {
  test('a constant column has its value as mean, where the sum of its entries is no double too', () => {
    const huge = standardize(Matrix.column([1e308, 1e308, 1e308]));
    expect([huge.mean[0], huge.standardDeviation[0]]).toEqual([1e308, 0]);
    expect(huge.transform(Matrix.column([1e308])).data[0]).toBe(0);
  });
  test('the mean of 0.1 ten times is 0.1, not the rounded sum over ten', () => {
    const tenths = Matrix.column(new Array<number>(10).fill(0.1));
    const { mean, standardDeviation } = standardize(tenths);
    expect([mean[0], standardDeviation[0]]).toEqual([0.1, 0]);
  });
  test('the mean is right to the last bit where the sum alone is not', () => {
    const column = Float64Array.from({ length: 1000 }, (_, i) => 1e15 + (i % 2));
    expect(column.reduce((a, b) => a + b, 0) / 1000).not.toBe(1e15 + 0.5);
    expect(standardize(Matrix.column(column)).mean[0]).toBe(1e15 + 0.5);
  });
  test('a large offset costs no digits of the spread', () => {
    // Textbook E[x^2] - E[x]^2 gives 0 here.
    expect(standardize(Matrix.column([1e9 + 1, 1e9 + 2, 1e9 + 3])).standardDeviation[0]).toBe(Math.sqrt(2 / 3));
  });
  test.each([1e-200, 1e200])('numbers of size %d have a spread', (size) => {
    expect(standardize(Matrix.column([-size, size])).standardDeviation[0]).toBe(size);
  });
});
