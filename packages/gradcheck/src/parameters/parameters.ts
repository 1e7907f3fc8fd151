/** Rows one after the other: entry (i, j) is `data[i * columns + j]`. */
export interface RowMajor {
  readonly rows: number;
  readonly columns: number;
  readonly data: Numbers;
}

/** The typed arrays that parameters may be. */
export type Numbers = Float64Array | Float32Array;

/** One named array of numbers inside parameters: a number, a list, rows of lists or a matrix. */
export interface Leaf {
  /** "layers[0].weights"; empty when the parameters are this one array. */
  readonly name: string;
  readonly kind: 'number' | 'list' | 'rows' | 'matrix';
  /** "a number", "3 numbers", "2 x 3": arrays fit when these are equal. */
  readonly shape: string;
  /** What holds the numbers: "number[]", "Float32Array". */
  readonly type: string;
  /** 1 x n for a list, 1 x 1 for a number. */
  readonly rows: number;
  readonly columns: number;
  readonly values: ArrayLike<number>;
}

/**
 * The arrays of numbers in parameters, in order.
 *
 * @throws TypeError for anything that is not a number, an array of numbers, a matrix, or a list or record of those;
 * RangeError for a matrix whose data does not fill it.
 */
export function leavesOf(parameters: unknown, caller: string, name = ''): Leaf[] {
  if (typeof parameters === 'number') {
    return [{ name, kind: 'number', shape: 'a number', type: 'number', rows: 1, columns: 1, values: [parameters] }];
  }
  if (isTyped(parameters) || isNumbers(parameters)) {
    const { length } = parameters;
    const type = isTyped(parameters) ? typeOf(parameters) : 'number[]';
    return [{ name, kind: 'list', shape: `${length} numbers`, type, rows: 1, columns: length, values: parameters }];
  }
  if (isRowMajor(parameters)) {
    const { rows, columns, data } = parameters;
    const shape = `${rows} x ${columns}`;
    if (data.length !== rows * columns) {
      throw new RangeError(
        `${caller}: expected ${rows * columns} numbers in a matrix of ${shape}${placed(name)}, got ${data.length}. Correct its sides.`,
      );
    }
    return [{ name, kind: 'matrix', shape, type: typeOf(data), rows, columns, values: data }];
  }
  if (isTable(parameters)) {
    const [rows, columns] = [parameters.length, parameters[0]!.length];
    const shape = `${rows} x ${columns}`;
    return [{ name, kind: 'rows', shape, type: 'number[][]', rows, columns, values: parameters.flat() }];
  }
  if (Array.isArray(parameters)) return parameters.flatMap((each, i) => leavesOf(each, caller, `${name}[${i}]`));
  if (isRecord(parameters)) {
    expectNoMatrix(parameters, caller, name);
    return Object.entries(parameters).flatMap(([key, each]) => leavesOf(each, caller, memberName(name, key)));
  }
  throw new TypeError(
    `${caller}: expected numbers, Float64Arrays, matrices or records of those${placed(name)}, got ${kindOf(parameters)}. Pass only what is differentiated.`,
  );
}

/** "layer.bias"; a key that could be taken for a place in another name is quoted: `layer["a.b"]`. */
export function memberName(name: string, key: string): string {
  if (key === '' || /[.[\]"]/.test(key)) return `${name}[${JSON.stringify(key)}]`;
  return name ? `${name}.${key}` : key;
}

/** @throws TypeError for a record that was meant as a matrix: its sides are no numbers to differentiate by. */
function expectNoMatrix(record: Record<string, unknown>, caller: string, name: string): void {
  const { rows, columns, data } = record;
  if (typeof rows !== 'number' || typeof columns !== 'number' || data === undefined) return;
  const others = Object.keys(record).filter((key) => !sides.includes(key));
  const [expected, got] = isTyped(data)
    ? ['a matrix of rows, columns and data alone', `${others.join(', ')} too`]
    : ['the data of a matrix in a Float64Array or Float32Array', kindOf(data)];
  throw new TypeError(`${caller}: expected ${expected}${placed(name)}, got ${got}. Mend it, or rename its sides.`);
}

const sides = ['rows', 'columns', 'data'];

function placed(name: string): string {
  return name && ` at ${name}`;
}

/** All numbers of all leaves, in order: a copy. */
export function entriesOf(leaves: readonly Leaf[]): Float64Array {
  const entries = new Float64Array(leaves.reduce((sum, { values }) => sum + values.length, 0));
  let start = 0;
  for (const { values } of leaves) {
    entries.set(values, start);
    start += values.length;
  }
  return entries;
}

/** A deep copy in which `entry` decides every number, called in the order of `leavesOf`. */
export function rebuilt<P>(parameters: P, entry: (value: number) => number): P {
  return copyOf(parameters, entry) as P;
}

/** A deep copy. */
export function copied<P>(parameters: P): P {
  return copyOf(parameters) as P;
}

function copyOf(parameters: unknown, entry?: (value: number) => number): unknown {
  if (typeof parameters === 'number') return entry ? entry(parameters) : parameters;
  if (isTyped(parameters)) return entry ? parameters.map(entry) : parameters.slice();
  if (isRowMajor(parameters)) return rowMajor(parameters, copyOf(parameters.data, entry) as Numbers);
  if (Array.isArray(parameters)) return parameters.map((each) => copyOf(each, entry));
  return Object.fromEntries(Object.entries(parameters as object).map(([key, each]) => [key, copyOf(each, entry)]));
}

/** "weights[2, 1]", "bias[3]", "rows[0][2]", "slope": how reports name one entry. */
export function entryName({ name, kind, columns }: Leaf, index: number): string {
  if (kind === 'number') return name || 'x';
  const [row, column] = [Math.floor(index / columns), index % columns];
  const places = { list: `[${index}]`, rows: `[${row}][${column}]`, matrix: `[${row}, ${column}]` };
  return `${name || 'x'}${places[kind]}`;
}

/** The names of all entries, in order. */
export function namesOf(leaves: readonly Leaf[]): readonly string[] {
  return leaves.flatMap((leaf) => Array.from(leaf.values, (_, i) => entryName(leaf, i)));
}

/** The name of an entry among those of all leaves. */
export function nameAt(leaves: readonly Leaf[], index: number): string {
  let offset = index;
  for (const leaf of leaves) {
    if (offset < leaf.values.length) return entryName(leaf, offset);
    offset -= leaf.values.length;
  }
  return `entry ${index}`;
}

/** A matrix of the same class where there is one: its constructor takes (rows, columns, data). */
function rowMajor(matrix: RowMajor, data: Numbers): RowMajor {
  const { rows, columns } = matrix;
  if (isRecord(matrix)) return { rows, columns, data };
  const make = matrix.constructor as new (rows: number, columns: number, data: Numbers) => RowMajor;
  return new make(rows, columns, data);
}

export function isTyped(value: unknown): value is Numbers {
  return value instanceof Float64Array || value instanceof Float32Array;
}

export function isRowMajor(value: unknown): value is RowMajor {
  if (typeof value !== 'object' || value === null) return false;
  const { rows, columns, data } = value as Partial<RowMajor>;
  if (!isTyped(data) || typeof rows !== 'number' || typeof columns !== 'number') return false;
  // Copies of a record hold no more than these; a class makes its own.
  return !isRecord(value) || Object.keys(value).length === sides.length;
}

/** Lists of numbers, all as long as the first, which is not empty. */
export function isTable(value: unknown): value is number[][] {
  return Array.isArray(value) && isNumbers(value[0]) && value.every((row) => isNumbers(row, value[0].length));
}

function isNumbers(value: unknown, length?: number): value is number[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  return (length ?? value.length) === value.length && value.every((each) => typeof each === 'number');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function typeOf(numbers: Numbers): string {
  return numbers instanceof Float64Array ? 'Float64Array' : 'Float32Array';
}

/** "a string", "a promise", "Map": what came instead. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  if (typeof (value as { then?: unknown }).then === 'function') return 'a promise';
  return typeof value === 'object' ? (value.constructor?.name ?? 'an object') : `a ${typeof value}`;
}
