import { fc, test as property } from '@fast-check/vitest';
import { Matrix, multiply } from '@handgrad/core-math';
import { matrix, real } from '@handgrad/gradcheck';
import { expect, test } from 'vitest';
import { cholesky, inverseFromCholesky, solveCholesky } from './cholesky.js';

/** A lower triangle with a diagonal from 1/2 to 4 and A = L L^T. */
const triangles = fc.integer({ min: 1, max: 5 }).chain((n) =>
  fc
    .tuple(matrix(real({ low: -2, high: 2 }), n, n), matrix(real({ low: 0.5, high: 4 }), n, 1))
    .map(([body, diagonal]) => {
      return Matrix.generate(n, n, (i, j) => (i === j ? diagonal.data[i]! : i > j ? body.data[i * n + j]! : 0));
    }),
);

property.prop([triangles])('finds L from L L^T', (l) => {
  const root = cholesky(multiply(l, l, { transposeRight: true }));
  if (!('factor' in root)) throw new Error(`column ${root.dependent} counted as dependent`);
  // Conditions up to 1e6 for these triangles, times a rounding of 1e-16.
  root.factor.data.forEach((x, at) => {
    expect(Math.abs(x - l.data[at]!)).toBeLessThan(1e-8);
  });
});

property.prop([triangles])('A times its inverse is the identity, and solving is multiplying with it', (l) => {
  const a = multiply(l, l, { transposeRight: true });
  const product = multiply(a, inverseFromCholesky(l));
  const right = Float64Array.from({ length: l.rows }, (_, i) => i - 1);
  const back = multiply(a, Matrix.column(solveCholesky(l, right)));
  for (let i = 0; i < l.rows; i++) {
    expect(Math.abs(back.get(i, 0) - right[i]!)).toBeLessThan(1e-6);
    for (let j = 0; j < l.rows; j++) expect(Math.abs(product.get(i, j) - (i === j ? 1 : 0))).toBeLessThan(1e-6);
  }
});

test('names the first column that depends on those before it', () => {
  expect(cholesky(Matrix.fromRows([[1, 1, 2], [1, 4, 5], [2, 5, 7]]), 1e-12)).toEqual({ dependent: 2 }); // prettier-ignore
  expect(cholesky(Matrix.fromRows([[0]]))).toEqual({ dependent: 0 });
  expect(cholesky(Matrix.fromRows([[NaN]]))).toEqual({ dependent: 0 });
});

property.prop([fc.constantFrom(-300, -80, 80, 300), fc.constantFrom(-300, 0, 300)])(
  'whether a column depends on others is the same in any units',
  (one, other) => {
    const units = [2 ** one, 2 ** other];
    // Of the second column 2^-30 of its square is left.
    const matrix = Matrix.generate(2, 2, (i, j) => units[i]! * units[j]! * (i + j === 2 ? 1 + 2 ** -30 : 1));
    expect(cholesky(matrix, 2 ** -29)).toEqual({ dependent: 1 });
    expect(cholesky(matrix, 2 ** -31)).toEqual({
      factor: Matrix.generate(2, 2, (i, j) => units[i]! * (j === 0 ? 1 : i === 0 ? 0 : 2 ** -15)),
    });
  },
);

test('throws for shapes that do not fit', () => {
  expect(() => cholesky(Matrix.zeros(2, 3))).toThrow('cholesky: expected a square matrix, got 2 x 3.');
  expect(() => solveCholesky(Matrix.fromRows([[1]]), [1, 2])).toThrow(
    'solveCholesky: expected 1 numbers on the right, got 2.',
  );
});
