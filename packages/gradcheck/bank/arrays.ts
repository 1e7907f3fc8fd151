import type { MatrixLike } from '../src/arbitraries/matrix.js';

/** A matrix as a list of rows, in which formulas read as they are written. */
export type Rows = readonly (readonly number[])[];

export function rowsOf({ rows, columns, data }: MatrixLike): number[][] {
  return Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * columns, (i + 1) * columns)));
}

/** The matrix of the given shape with entries by row and column. */
export function matrixOf(
  { rows, columns }: Pick<MatrixLike, 'rows' | 'columns'>,
  entry: (i: number, j: number) => number,
): MatrixLike {
  const data = Float64Array.from({ length: rows * columns }, (_, place) =>
    entry(Math.floor(place / columns), place % columns),
  );
  return { rows, columns, data };
}

export function vectorOf(length: number, entry: (i: number) => number): Float64Array {
  return Float64Array.from({ length }, (_, i) => entry(i));
}

/** The sum of term(0), ..., term(n - 1). */
export function sum(n: number, term: (i: number) => number): number {
  let total = 0;
  for (let i = 0; i < n; i++) total += term(i);
  return total;
}

export function transposed(m: MatrixLike): MatrixLike {
  return matrixOf({ rows: m.columns, columns: m.rows }, (i, j) => m.data[j * m.columns + i]!);
}

/** The numbers of one matrix in the shape of another of as many entries: what a forgotten transposition leaves. */
export function laidOutAs({ rows, columns }: Pick<MatrixLike, 'rows' | 'columns'>, { data }: MatrixLike): MatrixLike {
  return { rows, columns, data };
}

/** Unequal numbers around 1, by place: targets and weights that no symmetry hides a mistake behind. */
export function uneven(i: number, j = 0): number {
  return 1 + ((7 * i + 3 * j) % 5) / 4;
}

export function softmax(z: readonly number[]): number[] {
  const largest = Math.max(...z);
  const powers = z.map((each) => Math.exp(each - largest));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((each) => each / total);
}

export function sigmoid(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
}

export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
