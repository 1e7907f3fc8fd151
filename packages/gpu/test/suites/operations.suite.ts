import {
  add,
  addRow,
  columnSums,
  map,
  Matrix,
  multiply,
  rowSums,
  transpose,
  type MultiplyOptions,
} from '@handgrad/core-math';
import { matrix, real } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Device, Operations, Tensor } from '../../src/index.js';
import { expectClose } from '../closeness.test-support.js';

/** Whole numbers, so that float32 holds every result: what is computed from them is compared to the last bit. */
function wholeNumbers(rows: number, columns: number, from = -7): Matrix {
  return Matrix.generate(rows, columns, (i, j) => ((i * columns + j) * 5 + from) % 11);
}

type Build = (operations: Operations, inputs: readonly Tensor[]) => readonly Tensor[];

async function results(device: Device, inputs: readonly Matrix[], build: Build): Promise<readonly Float32Array[]> {
  const plan = device.compile(inputs, build);
  const all = await plan.run(inputs);
  await plan.close();
  return all;
}

function expectSame(got: readonly Float32Array[], expected: readonly Matrix[]): void {
  expect(got).toHaveLength(expected.length);
  expected.forEach(({ data }, i) => expectClose(got[i], data, { relative: 0, absolute: 0 }, `result ${i}`));
}

const fourCases: readonly Pick<MultiplyOptions, 'transposeLeft' | 'transposeRight'>[] = [
  {},
  { transposeLeft: true },
  { transposeRight: true },
  { transposeLeft: true, transposeRight: true },
];

export function operationsSuite(device: () => Device): void {
  test('products are those of core-math in all four cases, for every remainder of their inner length', async () => {
    const cases = [1, 4, 6, 7].flatMap((inner) => fourCases.map((options) => ({ inner, options })));
    const factors = cases.map(({ inner, options }) => [
      options.transposeLeft ? wholeNumbers(inner, 3) : wholeNumbers(3, inner),
      options.transposeRight ? wholeNumbers(5, inner, 2) : wholeNumbers(inner, 5, 2),
    ]);
    const bias = wholeNumbers(1, 5);
    const got = await results(device(), [bias, ...factors.flat()], (operations, [plus, ...rest]) =>
      cases.map(({ inner, options }, i) =>
        operations.multiply(rest[2 * i], rest[2 * i + 1], { ...options, ...(inner > 4 && { plus }) }),
      ),
    );
    const expected = cases.map(({ inner, options }, i) => {
      const product = multiply(factors[i][0], factors[i][1], options);
      return inner > 4 ? addRow(product, bias) : product;
    });
    expectSame(got, expected);
  });

  test('maps take whole matrices, and one row, one column or one number for many', async () => {
    const [a, row, column, number] = [wholeNumbers(3, 4), wholeNumbers(1, 4), wholeNumbers(3, 1), wholeNumbers(1, 1)];
    const got = await results(device(), [a, row, column, number], (operations, [a, row, column, number]) => [
      operations.map({ formula: weighted, numbers: [2, 0.5] }, a, row),
      operations.map({ formula: weighted, numbers: [-1, 3] }, column, a),
      operations.map({ formula: weighted, numbers: [1, 1] }, number, a),
      operations.map({ formula: weighted, numbers: [4, -2] }, column, row),
      operations.map({ formula: twice, helpers: [once] }, number),
      operations.map({ formula: once }, operations.mapView({ formula: weighted, numbers: [1, 10] }, column, row)),
    ]);
    const at = (x: Matrix, i: number, j: number): number => x.get(x.rows === 1 ? 0 : i, x.columns === 1 ? 0 : j);
    const combined = (x: Matrix, y: Matrix, p: number, q: number): Matrix =>
      Matrix.generate(3, 4, (i, j) => p * at(x, i, j) + q * at(y, i, j));
    expectSame(got, [
      combined(a, row, 2, 0.5),
      combined(column, a, -1, 3),
      combined(number, a, 1, 1),
      combined(column, row, 4, -2),
      Matrix.generate(1, 1, () => 2 * number.get(0, 0)),
      combined(column, row, 1, 10),
    ]);
  });

  test('folds go along rows and columns from their start, over several tensors, and finish with what stands beside', async () => {
    const [a, row, column] = [wholeNumbers(3, 5), wholeNumbers(1, 5), wholeNumbers(3, 1)];
    const got = await results(device(), [a, row, column], (operations, [a, row, column]) => [
      operations.rowSums(a),
      operations.columnSums(a),
      operations.foldRows({ start: -1e30, step: { formula: larger }, over: [a] }),
      operations.foldColumns({ start: 1, step: { formula: fused }, over: [a, row] }),
      operations.foldRows({
        start: 2,
        step: { formula: fused },
        over: [a, row],
        finish: { formula: weighted, numbers: [1, 3] },
        beside: [column],
      }),
      operations.foldColumns({ start: 0, step: { formula: horner }, over: [a], finish: { formula: once } }),
    ]);
    const overRow = (i: number): number[] => Array.from({ length: 5 }, (_, j) => a.get(i, j));
    const overColumn = (j: number): number[] => Array.from({ length: 3 }, (_, i) => a.get(i, j));
    expectSame(got, [
      rowSums(a),
      columnSums(a),
      Matrix.generate(3, 1, (i) => Math.max(...overRow(i))),
      Matrix.generate(1, 5, (_, j) => overColumn(j).reduce((sum, entry) => sum + entry * row.get(0, j), 1)),
      Matrix.generate(
        3,
        1,
        (i) => overRow(i).reduce((sum, entry, j) => sum + entry * row.get(0, j), 2) + 3 * column.get(i, 0),
      ),
      Matrix.generate(1, 5, (_, j) => overColumn(j).reduce(horner, 0)),
    ]);
  });

  test('views look up blocks, rows and entries, in each other and in what stays on the device, anew in every run', async () => {
    const stays = wholeNumbers(6, 3);
    const a = wholeNumbers(6, 4);
    const shapes = [a, { rows: 1, columns: 1 }, { rows: 4, columns: 1 }, { rows: 2, columns: 3 }];
    const plan = device().compile(shapes, (operations, [a, clock, order, numbers]) => {
      const kept = operations.resident(Float32Array.from(stays.data), 6, 3);
      const block = operations.rowBlock(a, clock, 2);
      const rows = operations.rowsAt(kept, order);
      return [
        block,
        rows,
        operations.entryAt(numbers, clock, 2),
        operations.rowBlock(rows, clock, 2),
        operations.rowsAt(a, operations.rowBlock(order, clock, 2)),
        operations.rowBlock(kept, operations.entryAt(numbers, clock, 0), 1),
        operations.multiply(block, operations.rowBlock(rows, clock, 2), { transposeLeft: true }),
        operations.multiply(block, operations.rowsAt(kept, order)),
        operations.columnSums(block),
        operations.map({ formula: weighted, numbers: [1, 1] }, block, operations.entryAt(numbers, clock, 1)),
        kept,
        a,
      ];
    });
    const numbers = Matrix.fromRows([
      [3, 7, -1],
      [5, -2, 4],
    ]);
    for (const { clock, order } of [
      { clock: 0, order: [5, 0, 2, 2] },
      { clock: 1, order: [1, 4, 3, 0] },
    ]) {
      const got = await plan.run([a, Matrix.row([clock]), Matrix.column(order), numbers]);
      const rowsOf = (x: Matrix, which: readonly number[]): Matrix =>
        Matrix.generate(which.length, x.columns, (i, j) => x.get(which[i], j));
      const inBlock = [2 * clock, 2 * clock + 1];
      const [block, rows] = [rowsOf(a, inBlock), rowsOf(stays, order)];
      expectSame(got, [
        block,
        rows,
        Matrix.row([numbers.get(clock, 2)]),
        rowsOf(rows, inBlock),
        rowsOf(
          a,
          inBlock.map((i) => order[i]),
        ),
        rowsOf(stays, [numbers.get(clock, 0)]),
        multiply(block, rowsOf(rows, inBlock), { transposeLeft: true }),
        multiply(block, rows),
        columnSums(block),
        add(
          block,
          Matrix.generate(2, 4, () => numbers.get(clock, 1)),
        ),
        stays,
        a,
      ]);
    }
    await plan.close();
  });

  test('products and sums agree with float64 as far as float32 can, whatever shapes and numbers', async () => {
    const entry = real({ low: -1e4, high: 1e4 });
    const case_ = fc
      .record({ m: fc.nat(8), k: fc.nat(30), n: fc.nat(8) })
      .chain(({ m, k, n }) => fc.record({ left: matrix(entry, m + 1, k + 1), right: matrix(entry, k + 1, n + 1) }));
    await fc.assert(
      fc.asyncProperty(case_, async (drawn) => {
        const [left, right] = [drawn.left, drawn.right].map(({ rows, columns, data }) =>
          Matrix.generate(rows, columns, (i, j) => Math.fround(data[i * columns + j])),
        );
        const got = await results(device(), [left, right], (operations, [a, b]) => [
          operations.multiply(a, b),
          operations.rowSums(a),
          operations.columnSums(b),
        ]);
        const ones = (rows: number, columns: number): Matrix => Matrix.generate(rows, columns, () => 1);
        const factors = [
          [left, right],
          [left, ones(left.columns, 1)],
          [transpose(ones(right.rows, 1)), right],
        ];
        factors.forEach(([a, b], i) => {
          const exact = multiply(a, b);
          // Each of k roundings is at most half a unit in the last place, 6e-8, of what is summed up; float32 knows no numbers below 1e-38.
          const bound = map(multiply(map(a, Math.abs), map(b, Math.abs)), (x) => (a.columns + 1) * 6e-8 * x + 1e-30);
          exact.data.forEach((want, j) => expect(Math.abs(got[i][j] - want)).toBeLessThanOrEqual(bound.data[j]));
        });
      }),
      { numRuns: 4 },
    );
  });
}

function weighted(a: number, b: number, p: number, q: number): number {
  return p * a + q * b;
}

function once(a: number): number {
  return a;
}

function twice(a: number): number {
  return once(a) + once(a);
}

function larger(a: number, b: number): number {
  return a > b ? a : b;
}

function fused(sum: number, a: number, b: number): number {
  return sum + a * b;
}

function horner(sum: number, a: number): number {
  return 2 * sum + a;
}
