import { Matrix } from '@handgrad/core-math';
import { labelEncode } from './labelEncode.js';

export interface DummyOptions {
  /** The levels in the order of their columns; without it, those that occur, in alphabetical order. */
  readonly levels?: readonly string[];
  /** The level that gets no column and is what the others are compared with: the first unless named. */
  readonly baseline?: string;
  /** Keep a column for every level, the baseline too. */
  readonly keepAll?: boolean;
}

export interface DummyVariables {
  /** [n x (levels - 1)], or [n x levels] with `keepAll`: 1 where the sample has the level of the column. */
  readonly matrix: Matrix;
  /** The level of each column. */
  readonly levels: readonly string[];
  /** The level without a column; absent with `keepAll`. */
  readonly baseline?: string;
}

/**
 * A column of 0 and 1 for every level of a categorical variable but one.
 *
 * All columns together would sum to 1, which is the column of the intercept again: a model with a bias would then have
 * no unique maximum-likelihood solution. Dropping the baseline level mends that, and makes each coefficient a comparison with it.
 *
 * @throws RangeError for no values, a value that is none of `levels`, a baseline that is no level, or one with `keepAll`.
 * @example
 * dummyVariables(['low', 'high', 'mid']).levels // => ['low', 'mid']
 * dummyVariables(['low', 'high', 'mid']).matrix.toRows() // => [[1, 0], [0, 0], [0, 1]]
 * dummyVariables(['low', 'high'], { baseline: 'low' }).levels // => ['high']
 */
export function dummyVariables(values: readonly string[], options: DummyOptions = {}): DummyVariables {
  const { codes, classes } = labelEncode(values, options.levels);
  if (options.keepAll && options.baseline !== undefined) {
    throw new RangeError(
      `dummyVariables: expected no baseline where keepAll keeps a column for every level, got "${options.baseline}". Leave one of the two out.`,
    );
  }
  const baseline = options.keepAll ? undefined : (options.baseline ?? classes[0]!);
  if (baseline !== undefined && !classes.includes(baseline)) {
    throw new RangeError(
      `dummyVariables: expected a baseline among the levels ${classes.join(', ')}, got "${baseline}". Name one of them.`,
    );
  }
  const levels = classes.filter((level) => level !== baseline);
  const matrix = Matrix.generate(values.length, levels.length, (i, j) => (classes[codes[i]!] === levels[j] ? 1 : 0));
  return { matrix, levels, ...(baseline !== undefined && { baseline }) };
}
