import { fc, test as property } from '@fast-check/vitest';
import { Matrix } from '@handgrad/core-math';
import { matrix, real, vector } from '@handgrad/gradcheck';
import { expect, test } from 'vitest';
import { nonNegativeLeastSquares } from './nonNegativeLeastSquares.js';

const dot = (a: ArrayLike<number>, b: Float64Array): number => b.reduce((sum, x, j) => sum + x * a[j]!, 0);

/** Unit rows, some of them equal or opposite, and a target. */
const cones = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 4 })).chain(([n, d]) =>
  fc.record({
    rows: matrix(fc.oneof(real({ low: -3, high: 3 }), fc.integer({ min: -2, max: 2 })), n, d).map((plain) => {
      const unit = new Matrix(n, d, plain.data.slice());
      for (let i = 0; i < n; i++) {
        const row = unit.row(i);
        const norm = Math.hypot(...row);
        if (norm > 1e-3) row.forEach((x, j) => (row[j] = x / norm));
        else row.fill(0)[0] = 1;
      }
      return unit;
    }),
    target: vector(real({ low: -3, high: 3 }), d),
  }),
);

property.prop([cones], { numRuns: 200 })('the conditions of the nearest point of a cone hold', ({ rows, target }) => {
  const { multipliers, residual } = nonNegativeLeastSquares(rows, target);
  multipliers.forEach((m, i) => {
    expect(m).toBeGreaterThanOrEqual(0);
    const along = dot(rows.row(i), residual);
    // No row points along the rest, and those in use are orthogonal to it. Targets are at most 6 long.
    expect(along).toBeLessThanOrEqual(1e-10);
    if (m > 1e-9) expect(Math.abs(along)).toBeLessThan(1e-10);
  });
  const rest = target.map((t, j) => multipliers.reduce((sum, m, i) => sum - m * rows.get(i, j), t));
  rest.forEach((x, j) => {
    expect(Math.abs(x - residual[j]!)).toBeLessThan(1e-9 * Math.max(1, ...multipliers));
  });
});

/** Many rows of small whole numbers in few dimensions: equal ones, opposite ones, any length; targets inside the cone and outside. */
const crowdedCones = fc.tuple(fc.integer({ min: 3, max: 12 }), fc.integer({ min: 2, max: 5 })).chain(([n, d]) => {
  const small = fc.integer({ min: -2, max: 2 });
  const row = fc.array(small, { minLength: d, maxLength: d }).filter((entries) => entries.some((x) => x !== 0));
  const target = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: d, maxLength: d });
  return fc.record({
    rows: fc.array(row, { minLength: n, maxLength: n }).map((list) => Matrix.fromRows(list)),
    target,
  });
});

property.prop([crowdedCones], { numRuns: 1000 })(
  'the conditions hold where rows leave the set again, and rows of any length tie',
  ({ rows, target }) => {
    const { multipliers, residual } = nonNegativeLeastSquares(rows, target);
    multipliers.forEach((m, i) => {
      expect(m).toBeGreaterThanOrEqual(0);
      const along = dot(rows.row(i), residual);
      // Rows are at most 5 long, targets at most 20.
      expect(along).toBeLessThanOrEqual(1e-9);
      if (m > 1e-9) expect(Math.abs(along)).toBeLessThan(1e-9);
    });
    target.forEach((t, j) => {
      const rest = multipliers.reduce((sum, m, i) => sum - m * rows.get(i, j), t);
      expect(Math.abs(rest - residual[j]!)).toBeLessThan(1e-9 * Math.max(1, ...multipliers));
    });
  },
);

property.prop([crowdedCones], { numRuns: 300 })(
  'no more rows are in use than there are dimensions (Caratheodory), also for a target inside the cone',
  ({ rows, target }) => {
    const inside = target.map((_, j) => rows.toRows().reduce((sum, row, i) => sum + (1 + (i % 3)) * row[j]!, 0));
    for (const goal of [target, inside]) {
      const used = nonNegativeLeastSquares(rows, goal).multipliers.filter((m) => m > 0);
      expect(used.length).toBeLessThanOrEqual(rows.columns);
    }
  },
);

property.prop([crowdedCones, fc.constantFrom(-200, -60, 60, 200)])(
  'multipliers and rest grow with the target, to the bit',
  ({ rows, target }, exponent) => {
    const one = nonNegativeLeastSquares(rows, target);
    const other = nonNegativeLeastSquares(
      rows,
      target.map((t) => t * 2 ** exponent),
    );
    expect(other.multipliers).toEqual(one.multipliers.map((m) => m * 2 ** exponent));
    expect(other.residual).toEqual(one.residual.map((r) => r * 2 ** exponent));
  },
);

test('of rows that are equal the first is used', () => {
  const rows = Matrix.fromRows([[0, 1], [1, 0], [1, 0], [1, 0]]); // prettier-ignore
  expect(nonNegativeLeastSquares(rows, [2, -1]).multipliers).toEqual(Float64Array.of(0, 2, 0, 0));
});
