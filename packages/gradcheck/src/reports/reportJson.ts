import { noteOf } from './note.js';
import type { FailureReport } from './report.js';
import { isMatrix, show } from './show.js';

/**
 * A report as JSON, which has no NaN, no infinities, no -0 and no typed arrays: these become `{ "$number": "NaN" }` and
 * `{ "$Float64Array": [0, 1] }`. Matrices of a class become records of rows, columns and data, and what is no data
 * (a function, a symbol) `{ "$text": "..." }`. Names that begin with $ get another one. `note` is what texts say last.
 */
export function reportToJson(report: FailureReport): string {
  return JSON.stringify(encoded({ ...report, note: noteOf(report) }));
}

/**
 * The report that `formatReport(report, 'json')` wrote, number for number.
 *
 * @throws SyntaxError for text that is not JSON; TypeError for JSON that is no report.
 * @example
 * const report = { name: 'f', verdict: 'the derivative is NaN', input: Float64Array.of(1, -0), analytic: NaN }
 * parseReport(formatReport(report, 'json')).analytic // => NaN
 */
export function parseReport(json: string): FailureReport {
  const report = JSON.parse(json, (_key, value: unknown) => decoded(value)) as ReportInJson | null;
  if (typeof report?.name !== 'string' || typeof report.verdict !== 'string') {
    throw new TypeError(
      "parseReport: expected a report, got other JSON. Give it what formatReport(report, 'json') wrote.",
    );
  }
  delete report.note;
  return report as FailureReport;
}

type ReportInJson = Partial<FailureReport> & { note?: string };

const typedArrays = { Float64Array, Float32Array };

function encoded(value: unknown): unknown {
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0) ? value : { $number: show(value) };
  }
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || value === undefined) return value;
  if (Array.isArray(value)) return value.map(encoded);
  for (const [name, TypedArray] of Object.entries(typedArrays)) {
    if (value instanceof TypedArray) return { [`$${name}`]: Array.from(value, encoded) };
  }
  if (isMatrix(value)) return { rows: value.rows, columns: value.columns, data: encoded(value.data) };
  if (typeof value !== 'object') return { $text: show(value) };
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key.replace(/^\$/, '$$$$'), encoded(each)]));
}

function decoded(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries: [string, unknown][] = Object.entries(value);
  const [key, content] = entries[0] ?? [];
  if (key === '$number') return Number(content);
  for (const [name, TypedArray] of Object.entries(typedArrays)) {
    if (key === `$${name}`) return TypedArray.from(content as number[]);
  }
  return Object.fromEntries(entries.map(([name, each]) => [name.replace(/^\$\$/, '$$'), each]));
}
