import { Matrix } from '@handgrad/core-math';
import { demand, law, matrix, real, type Law } from '@handgrad/gradcheck';
import type { Scaler } from '../src/scaling/scaler.js';

const epsilon = Number.EPSILON;
// Below 1e-290 the spread of a column is near the subnormal numbers, which have fewer digits.
const entry = real().map((x) => (Math.abs(x) < 1e-290 ? 0 : x));
const tables = matrix(entry, { min: 1, max: 9 }, { min: 1, max: 3 }).map(
  ({ rows, columns, data }) => new Matrix(rows, columns, data),
);

/** What every scaler keeps. */
export function lawsOfScaler(fit: (matrix: Matrix) => Scaler): Law[] {
  return [
    law('inverse takes transform back', tables, (x) => {
      const scaler = fit(x);
      const back = scaler.inverse(scaler.transform(x));
      // Four roundings, each of at most half an ulp of a number no larger than twice the largest of the column.
      everywhere(x, (value, i, j, column) => Math.abs(back.get(i, j) - value) <= 8 * epsilon * sizeOf(column), back);
    }),
    law('a row is scaled alone as it is among others', tables, (x) => {
      const scaler = fit(x);
      const together = scaler.transform(x);
      for (let i = 0; i < x.rows; i++) {
        const alone = scaler.transform(x.sliceRows(i, i + 1));
        demand(
          alone.data.every((z, j) => z === together.get(i, j)),
          () => `row ${i}: alone ${alone.data.join(', ')}`,
        );
      }
    }),
    law('scaling in place gives the same bits', tables, (x) => {
      const scaler = fit(x);
      for (const map of [scaler.transform, scaler.inverse]) {
        const given = x.copy();
        const result = map(given, given);
        demand(result === given, () => 'expected the matrix given');
        demand(
          map(x).data.every((z, k) => z === given.data[k]),
          () => 'expected the same bits',
        );
      }
    }),
    law('fitting and scaling leave the matrix alone', tables, (x) => {
      const before = x.copy();
      const scaler = fit(x);
      scaler.transform(x);
      scaler.inverse(x);
      demand(
        x.data.every((value, k) => Object.is(value, before.data[k])),
        () => 'expected the entries unchanged',
      );
    }),
    law('a constant column becomes exactly 0', entry, (value) => {
      const z = fit(Matrix.column([value, value, value])).transform(Matrix.column([value]));
      demand(z.data[0] === 0, () => `expected 0, got ${z.data[0]}`);
    }),
    law('the unit does not matter: x and 4 x + 8 are scaled alike', tables, (x) => {
      // On whole numbers both maps are exact, so what is left is the rounding of the mean and the spread.
      const whole = Matrix.generate(x.rows, x.columns, (i, j) => Math.round(x.get(i, j)));
      const other = Matrix.generate(x.rows, x.columns, (i, j) => 4 * whole.get(i, j) + 8);
      const [a, b] = [fit(whole).transform(whole), fit(other).transform(other)];
      everywhere(
        whole,
        (_, i, j, column) => Math.abs(a.get(i, j) - b.get(i, j)) <= 32 * epsilon * conditionOf(column, 8),
        b,
      );
    }),
  ];
}

/** The columns have mean 0 and variance 1. */
export function lawsOfStandardize(fit: (matrix: Matrix) => Scaler): Law[] {
  return [
    law('a standardised column has mean 0', tables, (x) => {
      const z = fit(x).transform(x);
      // The mean is rounded to a double, which moves all z by up to epsilon |mean| / spread.
      everywhere(x, (_, _i, j, column) => Math.abs(mean(columnOf(z, j))) <= 4 * epsilon * conditionOf(column), z);
    }),
    law('a standardised column has variance 1, unless it is constant', tables, (x) => {
      const z = fit(x).transform(x);
      everywhere(
        x,
        (_, _i, j, column) =>
          spread(column) === 0 || Math.abs(mean(columnOf(z, j).map((v) => v * v)) - 1) <= 64 * epsilon,
        z,
      );
    }),
  ];
}

/** The columns fill [0, 1]. */
export function lawsOfMinMaxScale(fit: (matrix: Matrix) => Scaler): Law[] {
  return [
    law('the fitted entries lie in [0, 1]', tables, (x) => {
      const u = fit(x).transform(x);
      demand(
        u.data.every((v) => v >= 0 && v <= 1),
        () => `expected entries in [0, 1], got ${u.data.join(', ')}`,
      );
    }),
    law('the smallest becomes 0 and the largest 1', tables, (x) => {
      const u = fit(x).transform(x);
      for (let j = 0; j < x.columns; j++) {
        const column = columnOf(x, j);
        const low = column.indexOf(Math.min(...column));
        const high = column.indexOf(Math.max(...column));
        const top = spread(column) === 0 ? 0 : 1;
        demand(
          u.get(low, j) === 0 && u.get(high, j) === top,
          () => `column ${j}: ${u.get(low, j)} to ${u.get(high, j)}`,
        );
      }
    }),
    law('the order of the entries stays', tables, (x) => {
      const u = fit(x).transform(x);
      for (let j = 0; j < x.columns; j++) {
        const [before, after] = [columnOf(x, j), columnOf(u, j)];
        const kept = before.every((a, i) => before.every((b, k) => a > b || after[i]! <= after[k]!));
        demand(kept, () => `column ${j}: ${before.join(', ')} became ${after.join(', ')}`);
      }
    }),
  ];
}

function everywhere(
  x: Matrix,
  holds: (value: number, i: number, j: number, column: Float64Array) => boolean,
  scaled: Matrix,
): void {
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < x.columns; j++) {
      demand(
        holds(x.get(i, j), i, j, columnOf(x, j)),
        () => `row ${i}, column ${j}: ${x.get(i, j)} became ${scaled.get(i, j)}`,
      );
    }
  }
}

function columnOf(x: Matrix, j: number): Float64Array {
  return x.sliceColumns(j, j + 1).data;
}

function mean(x: Float64Array): number {
  return x.reduce((a, b) => a + b, 0) / x.length;
}

function sizeOf(x: Float64Array): number {
  return Math.max(...x.map(Math.abs));
}

function spread(x: Float64Array): number {
  return Math.max(...x) - Math.min(...x);
}

/** How many standard deviations away from 0 a column lies: the factor by which a rounded mean is seen in the scaled column. */
function conditionOf(x: Float64Array, offset = 0): number {
  const s = spread(x);
  if (s === 0) return 1;
  const deviation = s * Math.sqrt(mean(x.map((v) => ((v - mean(x)) / s) ** 2)));
  return 1 + (sizeOf(x) + offset) / deviation;
}
