import { lookup, Matrix } from '@handgrad/core-math';

/** A column of a table. NaN stands for a missing number, '' for a missing string. */
export type Column = Float64Array | readonly string[];

/** Columns of equal length, each of numbers or of strings, in the order of `names`. */
export interface Table {
  readonly rows: number;
  readonly names: readonly string[];
  readonly columns: Readonly<Record<string, Column>>;
}

/**
 * A table of columns.
 *
 * @throws RangeError for no columns, a name that stands twice or is empty, or columns that differ in length.
 * @example
 * tableOf([['length', Float64Array.of(5.1, 6.3)], ['species', ['setosa', 'virginica']]]).rows // => 2
 */
export function tableOf(columns: readonly (readonly [name: string, column: Column])[]): Table {
  const names = columns.map(([name]) => name);
  const rows = columns[0]?.[1].length;
  if (rows === undefined) throw new RangeError('tableOf: expected at least one column, got none. Name the columns.');
  columns.forEach(([name, column], j) => {
    if (name === '' || names.indexOf(name) !== j) {
      throw new RangeError(
        `tableOf: expected names that differ and are not empty, got "${name}" for column ${j + 1} of ${names.join(', ')}. Rename it.`,
      );
    }
    if (column.length !== rows) {
      throw new RangeError(
        `tableOf: expected columns of ${rows} rows, as "${names[0]}" has, got ${column.length} in "${name}". Fill in what is missing.`,
      );
    }
  });
  return Object.freeze({ rows, names, columns: Object.freeze(Object.fromEntries(columns)) });
}

/**
 * A column of numbers.
 *
 * @throws RangeError for an unknown name, TypeError for a column of strings.
 */
export function numberColumn(table: Table, name: string): Float64Array {
  const column = lookup(table.columns, name, 'numberColumn');
  if (column instanceof Float64Array) return column;
  throw new TypeError(
    `numberColumn: expected a column of numbers, got strings such as "${column[0]}" in "${name}". Encode it with labelEncode or dummyVariables.`,
  );
}

/**
 * A column of strings.
 *
 * @throws RangeError for an unknown name, TypeError for a column of numbers.
 */
export function stringColumn(table: Table, name: string): readonly string[] {
  const column = lookup(table.columns, name, 'stringColumn');
  if (!(column instanceof Float64Array)) return column;
  throw new TypeError(
    `stringColumn: expected a column of strings, got numbers such as ${column[0]} in "${name}". Use numberColumn.`,
  );
}

/**
 * The columns with these names, in this order, as a matrix [rows x names].
 *
 * @throws RangeError for an unknown name, TypeError for a column of strings.
 * @example
 * matrixOf(parseCsv('a,b\n1,2\n3,4'), ['b', 'a']).toRows() // => [[2, 1], [4, 3]]
 */
export function matrixOf(table: Table, names: readonly string[]): Matrix {
  const columns = names.map((name) => numberColumn(table, name));
  return Matrix.generate(table.rows, names.length, (i, j) => columns[j]![i]!);
}
