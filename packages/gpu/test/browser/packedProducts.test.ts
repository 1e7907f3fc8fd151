import { addRow, map, Matrix, multiply, transpose } from '@handgrad/core-math';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDevice, type Device } from '../../src/index.js';
import { expectCloseToLargest } from '../closeness.test-support.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice({ backend: 'webgl2' });
});
afterAll(() => device.close());

interface Transposes {
  readonly transposeLeft?: boolean;
  readonly transposeRight?: boolean;
}

interface Sizes {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

/** The factors of a product of these sizes, as they stand when they are to be transposed, and what to add. */
function factorsOf({ rows, inner, columns }: Sizes, { transposeLeft, transposeRight }: Transposes) {
  const made = (one: number, other: number, isTurned = false, phase = 0): Matrix =>
    Matrix.generate(isTurned ? other : one, isTurned ? one : other, (i, j) => Math.fround(Math.sin(3 * i + j + phase)));
  return { a: made(rows, inner, transposeLeft), b: made(inner, columns, transposeRight, 1), c: made(1, columns) };
}

async function expectProduct(sizes: Sizes, options: Transposes, withRow: boolean): Promise<void> {
  const { a, b, c } = factorsOf(sizes, options);
  const plan = device.compile([a, b, c], (operations, [left, right, plus]) => [
    operations.multiply(left, right, { ...options, ...(withRow && { plus }) }),
  ]);
  const [got] = await plan.run([a, b, c]);
  await plan.close();
  const product = multiply(a, b, options);
  const expected = withRow ? addRow(product, c) : product;
  expectCloseToLargest(got, expected.data, JSON.stringify({ ...sizes, ...options, withRow }));
}

test('large products are those of core-math in all four cases, for every remainder of their sizes, by the same three programs', async () => {
  await expectProduct({ rows: 40, inner: 64, columns: 32 }, {}, false);
  const programs = vi.spyOn(WebGL2RenderingContext.prototype, 'linkProgram');
  for (const transposeLeft of [false, true]) {
    for (const transposeRight of [false, true]) {
      for (const rest of [0, 1, 2, 3]) {
        const sizes = { rows: 37 + rest, inner: 64 + rest, columns: 33 + ((3 * rest) % 4) };
        await expectProduct(sizes, { transposeLeft, transposeRight }, rest % 2 === 0);
      }
    }
  }
  expect(programs).not.toHaveBeenCalled();
  programs.mockRestore();
});

test('large products take views, what stays on the device, a single row, and one matrix as both factors', async () => {
  const [a, b] = [0, 1].map((phase) => Matrix.generate(50, 50, (i, j) => Math.fround(Math.sin(i + 2 * j + phase))));
  const few = Matrix.generate(1, 50, (_, j) => Math.fround(Math.cos(j)));
  const many = Matrix.generate(1, 400, (_, j) => Math.fround(Math.cos(2 * j)));
  const large = Matrix.generate(400, 200, (i, j) => Math.fround(Math.sin(i - 3 * j)));
  const plan = device.compile([a, few, many, large], (operations, [x, r, s, y]) => {
    const held = operations.resident(new Float32Array(b.data), b.rows, b.columns);
    const twice = operations.mapView({ formula: doubled }, r);
    return [
      operations.multiply(x, held),
      operations.multiply(x, x, { transposeRight: true }),
      operations.multiply(operations.mapView({ formula: doubled }, x), held, { transposeLeft: true, plus: r }),
      operations.multiply(held, x, { plus: twice }),
      operations.multiply(s, y),
    ];
  });
  const results = await plan.run([a, few, many, large]);
  await plan.close();
  const twice = (one: Matrix): Matrix => map(one, doubled);
  const expected = [
    multiply(a, b),
    multiply(a, transpose(a)),
    addRow(multiply(transpose(twice(a)), b), few),
    addRow(multiply(b, a), twice(few)),
    multiply(many, large),
  ];
  for (const [i, { data }] of expected.entries()) expectCloseToLargest(results[i], data, `product ${i}`);
});

test('a product that is wider than a texture comes out as well', async () => {
  await expectProduct({ rows: 1, inner: 20_000, columns: 5 }, {}, true);
});

function doubled(x: number): number {
  return 2 * x;
}
