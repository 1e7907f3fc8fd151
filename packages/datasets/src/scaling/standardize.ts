import type { Matrix } from '@handgrad/core-math';
import { affineScaler, fittable, type Scaler } from './scaler.js';

/** What `standardize` learned of each column. */
export interface Standardizer extends Scaler {
  readonly mean: Float64Array;
  /** Of the population (divided by n, not n - 1), so that the scaled columns have variance exactly 1; 0 where a column is constant. */
  readonly standardDeviation: Float64Array;
}

/**
 * Fits z = (x - mean) / standardDeviation to each column.
 *
 * Gradient descent goes straight where all inputs have the same spread, and zigzags where they do not.
 *
 * $$z_{ij} = \frac{x_{ij} - \mu_j}{\sigma_j}, \quad \mu_j = \frac1n \sum_i x_{ij}, \quad \sigma_j^2 = \frac1n \sum_i (x_{ij} - \mu_j)^2$$
 *
 * Computed as: the mean is corrected by the mean of the deviations from it, and deviations are divided by the largest
 * before they are squared, so that neither a large offset nor a tiny or huge spread costs digits.
 *
 * A constant column has standard deviation 0: it is centred and not divided, so it becomes exactly 0 and `inverse` restores it.
 *
 * @throws RangeError for a matrix without rows or columns, NaN, or entries so large that their spread is no double.
 * @example
 * const scaler = standardize(Matrix.fromRows([[1, 7], [3, 7]]))
 * scaler.mean // => [2, 7]
 * scaler.standardDeviation // => [1, 0]
 * scaler.transform(Matrix.fromRows([[5, 7]])).toRows() // => [[3, 0]]
 * scaler.inverse(Matrix.fromRows([[3, 0]])).toRows() // => [[5, 7]]
 */
export function standardize(matrix: Matrix): Standardizer {
  fittable('standardize', matrix);
  const mean = new Float64Array(matrix.columns);
  const standardDeviation = new Float64Array(matrix.columns);
  for (let j = 0; j < matrix.columns; j++) {
    const column = matrix.sliceColumns(j, j + 1).data;
    const m = meanOf(column);
    mean[j] = m;
    standardDeviation[j] = spreadOf(column, m);
    if (!Number.isFinite(standardDeviation[j])) {
      throw new RangeError(
        `standardize: expected entries whose sum is a double, got numbers up to ${largestSize(column)} in column ${j}. Change its unit.`,
      );
    }
  }
  return Object.freeze({ ...affineScaler('standardize', mean, standardDeviation), mean, standardDeviation });
}

function meanOf(x: Float64Array): number {
  // A constant column has its own value as mean, even where the sum of its entries is no double (1e308 twice).
  if (x.every((value) => value === x[0])) return x[0]!;
  const first = x.reduce((a, b) => a + b, 0) / x.length;
  return first + x.reduce((a, b) => a + (b - first), 0) / x.length;
}

function spreadOf(x: Float64Array, mean: number): number {
  const largest = x.reduce((most, value) => Math.max(most, Math.abs(value - mean)), 0);
  if (largest === 0) return 0;
  return largest * Math.sqrt(x.reduce((sum, value) => sum + ((value - mean) / largest) ** 2, 0) / x.length);
}

function largestSize(x: Float64Array): number {
  return x.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
