import type { Matrix } from '@handgrad/core-math';
import { affineScaler, fittable, type Scaler } from './scaler.js';

/** What `minMaxScale` learned of each column. */
export interface MinMaxScaler extends Scaler {
  readonly minimum: Float64Array;
  readonly maximum: Float64Array;
}

/**
 * Fits u = (x - minimum) / (maximum - minimum) to each column: the fitted data fill [0, 1], other data may lie outside.
 *
 * $$u_{ij} = \frac{x_{ij} - \min_i x_{ij}}{\max_i x_{ij} - \min_i x_{ij}}$$
 *
 * A constant column becomes exactly 0, and `inverse` restores it. One outlier squeezes all others together: `standardize` suffers less.
 *
 * @throws RangeError for a matrix without rows or columns, NaN, or a range that is no double.
 * @example
 * const scaler = minMaxScale(Matrix.fromRows([[0], [5], [20]]))
 * scaler.transform(Matrix.fromRows([[0], [5], [20], [30]])).toRows() // => [[0], [0.25], [1], [1.5]]
 */
export function minMaxScale(matrix: Matrix): MinMaxScaler {
  fittable('minMaxScale', matrix);
  const minimum = matrix.row(0).slice();
  const maximum = matrix.row(0).slice();
  for (let i = 1; i < matrix.rows; i++) {
    matrix.row(i).forEach((x, j) => {
      minimum[j] = Math.min(minimum[j]!, x);
      maximum[j] = Math.max(maximum[j]!, x);
    });
  }
  const range = maximum.map((high, j) => high - minimum[j]!);
  const tooWide = range.findIndex((width) => width === Infinity);
  if (tooWide >= 0) {
    throw new RangeError(
      `minMaxScale: expected columns whose range is a double, got ${minimum[tooWide]} to ${maximum[tooWide]} in column ${tooWide}. Change its unit.`,
    );
  }
  return Object.freeze({ ...affineScaler('minMaxScale', minimum, range), minimum, maximum });
}
