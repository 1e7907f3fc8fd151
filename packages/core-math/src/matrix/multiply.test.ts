import { fc } from '@fast-check/vitest';
import { matrix as matrixOf, real } from '@handgrad/gradcheck';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { randomGenerator } from '../random/random.js';
import { Matrix } from './matrix.js';
import { chooseProduct, chosenProduct, describeProduct, multiply, products, type ProductName } from './multiply.js';
import { multiplyByDefinition } from './product/definition.js';
import { operand } from './product/operand.js';
import { hasSimd } from './product/simd.js';
import { simdBlock } from './product/simdBlock.js';
import { transpose } from './transpose.js';

const names = Object.keys(products) as ProductName[];
const cases = [
  { transposeLeft: false, transposeRight: false },
  { transposeLeft: true, transposeRight: false },
  { transposeLeft: false, transposeRight: true },
  { transposeLeft: true, transposeRight: true },
];

/** op(A) [m x n] and op(B) [n x p], stored so that the transposes of the case undo themselves. */
function sides(
  [m, n, p]: readonly [number, number, number],
  { transposeLeft, transposeRight }: (typeof cases)[number],
  seed: number,
  special = 0,
): [Matrix, Matrix] {
  const random = randomGenerator(seed);
  const hard = [Number.NaN, Infinity, -Infinity, -0, 5e-324, 1.7e308];
  const entry = (): number => (random.uniform() < special ? hard[random.integer(hard.length)]! : random.normal());
  return [
    Matrix.generate(transposeLeft ? n : m, transposeLeft ? m : n, entry),
    Matrix.generate(transposeRight ? p : n, transposeRight ? n : p, entry),
  ];
}

const initial = chosenProduct();
afterEach(() => {
  chooseProduct(initial);
});

test('this machine runs the SIMD block, so that the tests below cover it', () => {
  expect(hasSimd).toBe(true);
});

describe.each(names)('the version "%s" of the product', (name) => {
  const sizes = fc.tuple(
    ...[0, 1, 2].map(() => fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 70 }))),
  );

  test.each(cases)('has the bits of the definition for every shape, %o', (way) => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.constantFrom(0, 0.02), (size, seed, special) => {
        const [left, right] = sides(size as [number, number, number], way, seed, special);
        const a = operand(left, way.transposeLeft);
        const b = operand(right, way.transposeRight);
        const expected = new Float64Array(a.rows * b.columns);
        const actual = new Float64Array(a.rows * b.columns).fill(7);
        multiplyByDefinition(a, b, expected);
        products[name](a, b, actual);
        // Equality of bits, except that one NaN is as good as another.
        expect(actual.findIndex((x, i) => !Object.is(x, expected[i]))).toBe(-1);
      }),
    );
  });

  test('has the bits of the definition beyond the rows that are packed at once, and after larger and smaller products', () => {
    for (const size of [
      [600, 33, 9],
      [5, 700, 6],
      [3, 3, 3],
      [257, 40, 41],
      [9, 2 ** 18, 1],
      [5, 2 ** 19 + 1, 1],
    ] as const) {
      const [left, right] = sides(size, cases[0]!, 5);
      const expected = new Float64Array(size[0] * size[2]);
      const actual = new Float64Array(size[0] * size[2]);
      multiplyByDefinition(operand(left, false), operand(right, false), expected);
      products[name](operand(left, false), operand(right, false), actual);
      expect(actual).toEqual(expected);
    }
  });
});

describe('multiply', () => {
  const square = matrixOf(real({ low: -8, high: 8 }), 3, 3).map((m) => new Matrix(m.rows, m.columns, m.data));

  test.each(cases)('with %o equals the plain product of matrices that were transposed first', (way) => {
    for (const size of [
      [3, 4, 2],
      [40, 30, 20],
    ] as const) {
      const [left, right] = sides(size, way, 11);
      const plain = multiply(way.transposeLeft ? transpose(left) : left, way.transposeRight ? transpose(right) : right);
      expect(multiply(left, right, way).data).toEqual(plain.data);
    }
  });

  test('(A B)^T = B^T A^T to the bit', () => {
    fc.assert(
      fc.property(square, square, (a, b) => {
        // Each entry sums the same terms in the same order on both sides.
        expect(transpose(multiply(a, b)).data).toEqual(
          multiply(b, a, { transposeLeft: true, transposeRight: true }).data,
        );
      }),
    );
  });

  test('the identity matrix changes nothing', () => {
    const identity = Matrix.generate(3, 3, (i, j) => (i === j ? 1 : 0));
    fc.assert(
      fc.property(square, (a) => {
        // 0 + x loses the sign of a negative zero and nothing else.
        expect(multiply(identity, a).toRows()).toEqual(a.toRows().map((row) => row.map((x) => x + 0)));
      }),
    );
  });

  test('writes into the matrix that it is given, whatever stood there', () => {
    const into = Matrix.generate(2, 2, () => Number.NaN);
    const a = Matrix.fromRows([
      [1, 2],
      [3, 4],
    ]);
    expect(multiply(a, a, { into })).toBe(into);
    expect(into.toRows()).toEqual([
      [7, 10],
      [15, 22],
    ]);
  });

  test('a choice of version stays, and gives the same bits', () => {
    const [left, right] = sides([20, 30, 20], cases[0]!, 3);
    const results = names.map((name) => {
      chooseProduct(name);
      expect(chosenProduct()).toBe(name);
      return multiply(left, right).data;
    });
    for (const result of results) expect(result).toEqual(results[0]);
  });

  test('each version is described in words of its own, those that threads share with their number', () => {
    const words = names.map((name) => {
      chooseProduct(name);
      return describeProduct();
    });
    expect(new Set(words).size).toBe(names.length);
    for (const name of names) expect(words[names.indexOf(name)]).toMatch(/^(?!undefined)\w/);
    for (const name of ['blocked', 'simd'] as const) expect(words[names.indexOf(name)]).toContain(', 1 thread,');
    for (const name of ['definition', 'rowByRow'] as const) expect(words[names.indexOf(name)]).not.toContain('thread,');
  });

  test('writes beside a side that lies in the same memory, before or behind it', () => {
    for (const [from, to] of [
      [0, 2],
      [2, 0],
      [0, 4],
      [4, 0],
    ] as const) {
      // prettier-ignore
      const memory = Matrix.generate(6, 2, (i, j) => 2 * i + j);
      const side = memory.sliceRows(from, from + 2);
      const into = memory.sliceRows(to, to + 2);
      const other = Matrix.fromRows([[0, 1], [1, 0]]); // prettier-ignore
      const [[a, b], [c, d]] = side.toRows() as [[number, number], [number, number]];
      expect(multiply(side, other, { into }).toRows()).toEqual([[b, a], [d, c]]); // prettier-ignore
      expect(multiply(other, side, { into }).toRows()).toEqual([[c, d], [a, b]]); // prettier-ignore
    }
  });

  test.each([
    [
      'inner sides that differ, saying both shapes',
      () => multiply(Matrix.zeros(2, 3), Matrix.zeros(4, 5)),
      'multiply: expected as many columns on the left as rows on the right, got 2 x 3 times 4 x 5',
    ],
    [
      'inner sides that differ after a transpose',
      () => multiply(Matrix.zeros(2, 3), Matrix.zeros(4, 5), { transposeLeft: true }),
      '3 x 2 (a 2 x 3 matrix transposed) times 4 x 5',
    ],
    [
      'a result of another shape',
      () => multiply(Matrix.zeros(2, 3), Matrix.zeros(3, 5), { into: Matrix.zeros(5, 2) }),
      'expected into to be 2 x 5 for 2 x 3 times 3 x 5, got 5 x 2',
    ],
    [
      'a result with a row too many',
      () => multiply(Matrix.zeros(2, 3), Matrix.zeros(3, 5), { into: Matrix.zeros(3, 5) }),
      'expected into to be 2 x 5 for 2 x 3 times 3 x 5, got 3 x 5',
    ],
    [
      'a result with a column too few',
      () => multiply(Matrix.zeros(2, 3), Matrix.zeros(3, 5), { into: Matrix.zeros(2, 4) }),
      'expected into to be 2 x 5 for 2 x 3 times 3 x 5, got 2 x 4',
    ],
    [
      'a result that is the left side',
      () => {
        const a = Matrix.zeros(2, 2);
        return multiply(a, Matrix.zeros(2, 2), { into: a });
      },
      'got one of the two sides',
    ],
    [
      'a result that overlaps the right side',
      () => {
        const b = Matrix.zeros(4, 2);
        return multiply(Matrix.zeros(2, 2), b.sliceRows(0, 2), { into: b.sliceRows(1, 3) });
      },
      'got one of the two sides',
    ],
    [
      'a result that is the row to be added',
      () => {
        const plus = Matrix.zeros(1, 2);
        return multiply(Matrix.zeros(1, 2), Matrix.zeros(2, 2), { plus, into: plus });
      },
      'got plus',
    ],
    [
      'a row to be added of another length',
      () => multiply(Matrix.zeros(1, 2), Matrix.zeros(2, 2), { plus: Matrix.zeros(1, 3) }),
      'multiply: expected plus to be 1 x 2, got 1 x 3',
    ],
    [
      'an unknown version',
      () => {
        chooseProduct('fast' as ProductName);
      },
      'expected one of definition, rowByRow, blocked, simd, got "fast"',
    ],
  ])('refuses %s', (_what, act, message) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });
});

test('the SIMD bytes are those of the readable source beside them', async () => {
  const { default: wabt } = await import('wabt');
  const { parseWat } = await wabt();
  const source = readFileSync(new URL('product/simdBlock.wat', import.meta.url), 'utf8');
  const bytes = parseWat('simdBlock.wat', source, { simd: true }).toBinary({}).buffer;
  expect(simdBlock).toBe(Buffer.from(bytes).toString('base64'));
});
