import * as fc from 'fast-check';

const longest = 8;

/** A value as a person would write it: vectors as lists, matrices with their shape, long ones cut. */
export function show(value: unknown): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (value instanceof Float64Array || (Array.isArray(value) && value.every((each) => typeof each === 'number'))) {
    return showList(Array.from(value as ArrayLike<number>));
  }
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  if (isMatrix(value)) return showMatrix(value);
  if (isPlainRecord(value)) {
    return `{ ${Object.entries(value)
      .map(([key, each]) => `${key}: ${show(each)}`)
      .join(', ')} }`;
  }
  return fc.stringify(value);
}

function showList(values: readonly number[]): string {
  const shown = values.slice(0, longest).map(show).join(', ');
  return values.length > longest ? `[${shown}, ... ${values.length - longest} more]` : `[${shown}]`;
}

function showMatrix({ rows, columns, data }: { rows: number; columns: number; data: Float64Array }): string {
  const shown = Array.from({ length: Math.min(rows, longest) }, (_, i) =>
    showList(Array.from(data.subarray(i * columns, (i + 1) * columns))),
  );
  return `${rows} x ${columns} [${shown.join(', ')}${rows > longest ? `, ... ${rows - longest} more rows` : ''}]`;
}

function isMatrix(value: unknown): value is { rows: number; columns: number; data: Float64Array } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'rows' in value &&
    'columns' in value &&
    'data' in value &&
    value.data instanceof Float64Array
  );
}

function isPlainRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
