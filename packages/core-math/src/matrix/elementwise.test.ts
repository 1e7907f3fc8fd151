import { fc } from '@fast-check/vitest';
import { matrix as matrixOf, real } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { add, addRow, map, multiplyElementwise, scale, subtract } from './elementwise.js';
import { Matrix } from './matrix.js';
import { columnSums, rowSums } from './sums.js';
import { transpose } from './transpose.js';

const any = { min: 1, max: 5 };
const adopt = (m: { rows: number; columns: number; data: Float64Array }): Matrix =>
  new Matrix(m.rows, m.columns, m.data);
const matrices = matrixOf(real(), any, any).map(adopt);
const pairs = matrices.chain((a) => matrixOf(real(), a.rows, a.columns).map((b) => [a, adopt(b)] as const));

describe.each([
  ['add', add, (a: number, b: number) => a + b],
  ['subtract', subtract, (a: number, b: number) => a - b],
  ['multiplyElementwise', multiplyElementwise, (a: number, b: number) => a * b],
] as const)('%s', (name, operation, scalar) => {
  test('works entry by entry', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const expected = Matrix.generate(a.rows, a.columns, (i, j) => scalar(a.get(i, j), b.get(i, j)));
        expect(operation(a, b).data).toEqual(expected.data);
      }),
    );
  });

  test('leaves both sides alone, and may write into either of them', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const before = [a.data.slice(), b.data.slice()];
        const fresh = operation(a, b);
        expect([a.data, b.data]).toEqual(before);
        expect(operation(a, b.copy(), a.copy()).data).toEqual(fresh.data);
        const left = a.copy();
        expect(operation(left, b, left).data).toEqual(fresh.data);
        const right = b.copy();
        expect(operation(a, right, right).data).toEqual(fresh.data);
      }),
    );
  });

  test('refuses different shapes and says both', () => {
    expect(() => operation(Matrix.zeros(2, 3), Matrix.zeros(3, 2))).toThrow(
      `${name}: expected two matrices of the same shape, got 2 x 3 and 3 x 2`,
    );
    expect(() => operation(Matrix.zeros(2, 3), Matrix.zeros(2, 3), Matrix.zeros(1, 6))).toThrow('got 2 x 3 and 1 x 6');
    expect(() => operation(Matrix.zeros(2, 3), Matrix.zeros(1, 3))).toThrow('got 2 x 3 and 1 x 3');
    expect(() => operation(Matrix.zeros(2, 3), Matrix.zeros(2, 2))).toThrow('got 2 x 3 and 2 x 2');
  });
});

test('map applies a function to every entry, also in place', () => {
  const matrix = Matrix.row([1, 4, 9]);
  expect(map(matrix, Math.sqrt).toRows()).toEqual([[1, 2, 3]]);
  expect(map(matrix, (x) => -x, matrix)).toBe(matrix);
  expect(matrix.toRows()).toEqual([[-1, -4, -9]]);
  expect(() => map(matrix, Math.sqrt, Matrix.zeros(3, 1))).toThrow(
    'map: expected two matrices of the same shape, got 1 x 3 and 3 x 1',
  );
});

test('map calls the function once for each entry, in their order', () => {
  const seen: number[] = [];
  map(Matrix.fromRows([[1, 2], [3, 4]]), (x) => seen.push(x)); // prettier-ignore
  expect(seen).toEqual([1, 2, 3, 4]);
});

test('scale multiplies every entry by the factor', () => {
  expect(scale(Matrix.row([1, -2]), 0.5).toRows()).toEqual([[0.5, -1]]);
});

test('addRow is the product with a column of ones, written without it', () => {
  fc.assert(
    fc.property(matrices, (a) => {
      const row = Matrix.row(Array.from({ length: a.columns }, (_, j) => j + 0.5));
      const stacked = Matrix.generate(a.rows, a.columns, (_, j) => row.get(0, j));
      const sum = add(a, stacked).data;
      expect(addRow(a, row).data).toEqual(sum);
      const over = a.copy();
      expect(addRow(over, row, over)).toBe(over);
      expect(over.data).toEqual(sum);
    }),
  );
  expect(() => addRow(Matrix.zeros(2, 3), Matrix.zeros(1, 2))).toThrow(
    'addRow: expected the row to be 1 x 3, got 1 x 2',
  );
  expect(() => addRow(Matrix.zeros(2, 3), Matrix.zeros(2, 3))).toThrow(
    'addRow: expected the row to be 1 x 3, got 2 x 3',
  );
  expect(addRow(Matrix.zeros(2, 0), Matrix.zeros(1, 0)).shape).toBe('2 x 0');
});

test('row sums are the column sums of the transpose, to the bit', () => {
  const wide = matrixOf(real(), { min: 1, max: 3 }, { min: 1, max: 13 }).map(adopt);
  fc.assert(
    fc.property(fc.oneof(matrices, wide), (a) => {
      expect(rowSums(a).data).toEqual(columnSums(transpose(a)).data);
    }),
  );
});

test('column sums overwrite what stood in the matrix that they are given', () => {
  const into = Matrix.row([5, 5]);
  expect(
    columnSums(
      Matrix.fromRows([
        [1, 2],
        [3, 4],
      ]),
      into,
    ),
  ).toBe(into);
  expect(into.toRows()).toEqual([[4, 6]]);
  expect(() => columnSums(Matrix.zeros(2, 3), Matrix.zeros(1, 2))).toThrow(
    'columnSums: expected into to be 1 x 3, got 1 x 2',
  );
  expect(() => rowSums(Matrix.zeros(2, 3), Matrix.zeros(1, 2))).toThrow(
    'rowSums: expected into to be 2 x 1, got 1 x 2',
  );
});

test('transposing twice gives the matrix back', () => {
  fc.assert(
    fc.property(matrices, (a) => {
      expect(transpose(transpose(a))).toEqual(a);
      expect(transpose(a).shape).toBe(`${a.columns} x ${a.rows}`);
    }),
  );
});
