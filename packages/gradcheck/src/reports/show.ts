import * as fc from 'fast-check';

const longest = 8;

type MatrixOfNumbers = { readonly rows: number; readonly columns: number; readonly data: Numbers };
type Numbers = Float64Array | Float32Array | readonly number[];

/** A value as a person would write it: vectors as lists, matrices with their shape, long ones cut. */
export function show(value: unknown): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (value instanceof Float32Array) return list(Array.from(value, shortSingle));
  if (Array.isArray(value) || value instanceof Float64Array) return list(Array.from<unknown, string>(value, show));
  if (isMatrix(value)) return showMatrix(value);
  if (isPlainRecord(value)) {
    const entries = Object.entries(value).map(([key, each]) => `${key}: ${show(each)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  return fc.stringify(value);
}

/** The shortest decimal that is the same number in single precision: 0.1 and not 0.10000000149011612. */
function shortSingle(x: number): string {
  const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((count) => Math.fround(Number(x.toPrecision(count))) === x);
  return show(digits === undefined || x === 0 ? x : Number(x.toPrecision(digits)));
}

function list(texts: readonly string[], what = ''): string {
  const left = texts.length - longest;
  return `[${texts.slice(0, longest).join(', ')}${left > 0 ? `, ... ${left} more${what}` : ''}]`;
}

function showMatrix({ rows, columns, data }: MatrixOfNumbers): string {
  const texts = Array.from({ length: rows }, (_, i) =>
    i < longest ? show(data.slice(i * columns, (i + 1) * columns)) : '',
  );
  return `${rows} x ${columns} ${list(texts, ' rows')}`;
}

export function isMatrix(value: unknown): value is MatrixOfNumbers {
  return (
    typeof value === 'object' &&
    value !== null &&
    'rows' in value &&
    'columns' in value &&
    'data' in value &&
    typeof value.rows === 'number' &&
    typeof value.columns === 'number' &&
    (value.data instanceof Float64Array || value.data instanceof Float32Array || Array.isArray(value.data))
  );
}

function isPlainRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
