import { parseIdx, type IdxArray } from '../src/idx/parseIdx.js';
import { parseCsv } from '../src/table/parseCsv.js';
import { tableOf } from '../src/table/table.js';

/** Wrong readers of IDX files, each caught by a law. */
export const wrongParseIdx: readonly { name: string; wrong: typeof parseIdx }[] = [
  { name: 'lowest byte first', wrong: (bytes) => littleEndian(parseIdx(bytes)) },
  { name: 'axes backwards', wrong: (bytes) => ({ ...parseIdx(bytes), shape: [...parseIdx(bytes).shape].reverse() }) },
  { name: 'all bytes are unsigned', wrong: (bytes) => unsigned(parseIdx(bytes)) },
  {
    name: 'looks at the whole memory',
    wrong: (bytes) => parseIdx(new Uint8Array(bytes.buffer.slice(0, bytes.length))),
  },
  { name: 'fills up what is missing', wrong: (bytes) => parseIdx(padded(bytes)) },
  { name: 'reads over what is left', wrong: (bytes) => firstThatReads(bytes) },
  { name: 'does not look at the first bytes', wrong: (bytes) => parseIdx(Uint8Array.of(0, 0, ...bytes.subarray(2))) },
];

function littleEndian({ shape, data }: IdxArray): IdxArray {
  const swapped = data.slice();
  const view = new Uint8Array(swapped.buffer);
  for (let i = 0; i < data.length; i++)
    view.subarray(i * data.BYTES_PER_ELEMENT, (i + 1) * data.BYTES_PER_ELEMENT).reverse();
  return { shape, data: swapped };
}

function unsigned({ shape, data }: IdxArray): IdxArray {
  return { shape, data: data instanceof Int8Array ? new Uint8Array(data) : data };
}

function padded(bytes: Uint8Array): Uint8Array {
  const wanted = Number(/expected (\d+) bytes in/.exec(complaintOf(bytes))?.[1] ?? 0);
  const longer = new Uint8Array(Math.max(wanted, bytes.length));
  longer.set(bytes);
  return longer;
}

function firstThatReads(bytes: Uint8Array): IdxArray {
  for (let length = bytes.length; length > 0; length--) {
    if (complaintOf(bytes.subarray(0, length)) === '') return parseIdx(bytes.subarray(0, length));
  }
  return parseIdx(bytes);
}

function complaintOf(bytes: Uint8Array): string {
  try {
    parseIdx(bytes);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

/** Wrong readers of CSV, each caught by a law. */
export const wrongParseCsv: readonly { name: string; wrong: typeof parseCsv }[] = [
  { name: 'splits at every comma', wrong: (text) => split(text) },
  { name: 'words among numbers are NaN', wrong: (text, options) => retyped(text, options) },
  {
    name: 'lines of any length',
    wrong: (text, options) => parseCsv(text.replace(/\n(\d),\d,\d$/, '\n$1,0').replace(/\n(\d)$/, '\n$1,0'), options),
  },
  { name: 'numbers as floats', wrong: (text, options) => floats(parseCsv(text, options)) },
  { name: 'counts lines from the data on', wrong: (text, options) => parseCsv(text.replace('\n', '\n\n'), options) },
];

function split(text: string): ReturnType<typeof parseCsv> {
  const [names = [], ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  return tableOf(names.map((name, j) => [name, rows.map((row) => row[j] ?? '')] as const));
}

function retyped(text: string, options: Parameters<typeof parseCsv>[1]): ReturnType<typeof parseCsv> {
  try {
    return parseCsv(text, options);
  } catch (error) {
    if (!(error as Error).message.includes('expected a number')) throw error;
    return parseCsv(text, { types: { n: 'string' } });
  }
}

function floats(table: ReturnType<typeof parseCsv>): ReturnType<typeof parseCsv> {
  const columns = table.names.map((name) => [name, table.columns[name]!] as const);
  return tableOf(
    columns.map(([name, column]) => [name, column instanceof Float64Array ? column.map(Math.fround) : column] as const),
  );
}
