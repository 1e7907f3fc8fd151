import { lookup } from '@handgrad/core-math';
import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { tableOf, type Column, type Table } from './table.js';

export interface CsvOptions {
  /** What a column holds, for those where the first value is not to decide. */
  readonly types?: Readonly<Record<string, 'number' | 'string'>>;
  /** Names of the columns, for a file whose first line is data already. */
  readonly names?: readonly string[];
  /** What stands between fields; a comma unless given. */
  readonly delimiter?: string;
  /** Fields that mean "no value", such as ['', 'NA']: NaN or '' in the table. Without it an empty field is an error. */
  readonly missing?: readonly string[];
}

const columnTypes = { number: 'number', string: 'string' } as const;

interface Line {
  readonly number: number;
  readonly fields: readonly string[];
}

/**
 * Reads a table from comma-separated text (RFC 4180: quoted fields, "" for a quote in one, line breaks inside quotes).
 *
 * The first line names the columns. A column whose first value is a number holds numbers, and any other field in it is
 * an error that names line and column; `types` says otherwise.
 *
 * Blank lines are skipped, but in a table of one column where `missing` holds '': there each is a row without a value.
 *
 * @throws RangeError for a file without data, names that are empty or stand twice, an unknown type, lines of the wrong
 * length, a field that is not the number it must be, a missing value, or a quote that does not close.
 * @example
 * const table = parseCsv('name,height\n"Bo, the tall",1.98\nAda,1.7')
 * table.columns.height // => [1.98, 1.7]
 * table.columns.name // => ['Bo, the tall', 'Ada']
 * parseCsv('height\n1.98\n\n1.7', { missing: [''] }).columns.height // => [1.98, NaN, 1.7]
 * parseCsv('height\n1.98\ntall') // => throws RangeError
 */
export function parseCsv(text: string, options: CsvOptions = {}): Table {
  const lines = linesOf(text, options.delimiter ?? ',', { blank: false });
  const header = options.names ? undefined : lines[0];
  const names = options.names ?? header?.fields ?? [];
  checkNames(names, header?.number, options.types ?? {});
  const blankIsRow = names.length === 1 && options.missing?.includes('');
  const all = blankIsRow ? linesOf(text, options.delimiter ?? ',', { blank: true }) : lines;
  const data = all.filter(({ number }) => number > (header?.number ?? 0));
  if (data.length === 0) {
    throw new RangeError(
      `parseCsv: expected ${options.names ? '' : 'a line of column names and '}at least one line of data, got ${lines.length === 0 ? 'an empty text' : 'none'}. Check that the file was written whole.`,
    );
  }
  for (const { number, fields } of data) {
    if (fields.length !== names.length) {
      throw new RangeError(
        `parseCsv: expected ${names.length} fields (${names.join(', ')}) in line ${number}, got ${fields.length}. Quote fields that contain the delimiter.`,
      );
    }
  }
  return tableOf(names.map((name, j) => [name, columnOf(name, j, data, options)] as const));
}

function linesOf(text: string, delimiter: string, { blank }: { readonly blank: boolean }): Line[] {
  try {
    const records = parse(text, {
      info: true,
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: !blank,
    });
    return (records as unknown as { info: { lines: number }; record: string[] }[]).map(({ info, record }) => ({
      number: info.lines,
      fields: record,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new RangeError(
      `parseCsv: expected comma-separated text, got: ${error.message}. Write a quote inside quotes as "".`,
      {
        cause: error,
      },
    );
  }
}

function checkNames(
  names: readonly string[],
  line: number | undefined,
  types: Readonly<Record<string, unknown>>,
): void {
  const where = line === undefined ? 'options.names' : `line ${line}`;
  names.forEach((name, j) => {
    const first = names.indexOf(name);
    if (name !== '' && first === j) return;
    const got = name === '' ? `an empty name for column ${j + 1}` : `"${name}" for columns ${first + 1} and ${j + 1}`;
    throw new RangeError(
      `parseCsv: expected names that differ and are not empty in ${where}, got ${got}. Rename the column.`,
    );
  });
  const unknown = Object.keys(types).find((name) => names.length > 0 && !names.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(
      `parseCsv: expected types of the columns ${names.join(', ')}, got one of "${unknown}". Correct the name.`,
    );
  }
  for (const [name, type] of Object.entries(types)) {
    if (type !== undefined) lookup(columnTypes, String(type), `parseCsv: type of "${name}"`);
  }
}

function columnOf(name: string, j: number, data: readonly Line[], { types = {}, missing }: CsvOptions): Column {
  const isMissing = (field: string): boolean => missing?.includes(field) ?? field === '';
  const first = data.find(({ fields }) => !isMissing(fields[j]!));
  const declared = Object.hasOwn(types, name) ? types[name] : undefined;
  const type = declared ?? (first && isNumber(first.fields[j]!) ? 'number' : 'string');
  const at = ({ number }: Line): string => `in line ${number}, column ${j + 1} ("${name}")`;
  const checked = (line: Line): string => {
    const field = line.fields[j]!;
    if (isMissing(field)) {
      if (missing) return '';
      throw new RangeError(
        `parseCsv: expected a value ${at(line)}, got an empty field. Fill it in, or pass missing: [''].`,
      );
    }
    if (type === 'number' && !isNumber(field)) {
      throw new RangeError(
        `parseCsv: expected a number ${at(line)}, got "${field}". Correct it, or pass types: { "${name}": 'string' } or missing: ['${field}'].`,
      );
    }
    return field;
  };
  if (type === 'string') return data.map(checked);
  return Float64Array.from(data, (line) => {
    const field = checked(line);
    return field === '' ? NaN : Number(field);
  });
}

/** Decimal notation of a finite double: what spreadsheets write, and neither 0x10 nor Infinity. */
function isNumber(field: string): boolean {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(field) && Number.isFinite(Number(field));
}
