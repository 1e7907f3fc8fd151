import { lookup } from '@handgrad/core-math';
import { tableOf, type Column, type Table } from './table.js';

/**
 * The rows that have a value in each of the named columns (all, unless named), and the number of rows left out.
 *
 * @throws RangeError for an unknown name, or when no row is complete.
 * @example
 * const { table, dropped } = dropMissing(parseCsv('a,b\n1,x\n,y\n3,', { missing: ['', 'NA'] }))
 * [table.rows, dropped] // => [1, 2]
 */
export function dropMissing(table: Table, names: readonly string[] = table.names): { table: Table; dropped: number } {
  const asked = names.map((name) => lookup(table.columns, name, 'dropMissing'));
  const kept = Array.from({ length: table.rows }, (_, i) => i).filter(
    (i) => !asked.some((column) => missingAt(column, i)),
  );
  if (kept.length === 0) {
    throw new RangeError(
      `dropMissing: expected a row with a value in each of ${names.join(', ')}, got none in ${table.rows} rows. Name fewer columns.`,
    );
  }
  const columns = table.names.map((name) => [name, takeEntries(table.columns[name]!, kept)] as const);
  return { table: tableOf(columns), dropped: table.rows - kept.length };
}

/** Whether row i of a column holds NaN or ''. */
export function missingAt(column: Column, i: number): boolean {
  const value = column[i]!;
  return typeof value === 'number' ? Number.isNaN(value) : value === '';
}

function takeEntries(column: Column, rows: readonly number[]): Column {
  return column instanceof Float64Array ? Float64Array.from(rows, (i) => column[i]!) : rows.map((i) => column[i]!);
}
