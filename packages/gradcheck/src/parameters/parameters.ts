import type { MatrixLike } from '../arbitraries/matrix.js';

/** One named array of numbers inside parameters: a number, a vector or a matrix. */
export interface Leaf {
  /** "layers[0].weights"; empty when the parameters are this one array. */
  readonly name: string;
  /** "a number", "3 numbers", "2 x 3": arrays fit when these are equal. */
  readonly shape: string;
  /** 0 unless the leaf is a matrix. */
  readonly columns: number;
  readonly values: readonly number[] | Float64Array;
}

/**
 * The arrays of numbers in parameters, in order.
 *
 * @throws TypeError for anything that is not a number, an array of numbers, a matrix, or a list or record of those.
 */
export function leavesOf(parameters: unknown, caller: string, name = ''): Leaf[] {
  if (typeof parameters === 'number') return [{ name, shape: 'a number', columns: 0, values: [parameters] }];
  if (parameters instanceof Float64Array || isNumbers(parameters)) {
    return [{ name, shape: `${parameters.length} numbers`, columns: 0, values: parameters }];
  }
  if (isMatrixLike(parameters)) {
    const { rows, columns, data } = parameters;
    return [{ name, shape: `${rows} x ${columns}`, columns, values: data }];
  }
  if (Array.isArray(parameters)) return parameters.flatMap((each, i) => leavesOf(each, caller, `${name}[${i}]`));
  if (isRecord(parameters)) {
    return Object.entries(parameters).flatMap(([key, each]) => leavesOf(each, caller, name ? `${name}.${key}` : key));
  }
  throw new TypeError(
    `${caller}: expected numbers, Float64Arrays, matrices or records of those${name && ` at ${name}`}, got ${kindOf(parameters)}. Pass only what is differentiated.`,
  );
}

/** A deep copy in which `entry` decides every number, called in the order of `leavesOf`. */
export function rebuilt<P>(parameters: P, entry: (value: number) => number): P {
  return copyOf(parameters, entry) as P;
}

function copyOf(parameters: unknown, entry: (value: number) => number): unknown {
  if (typeof parameters === 'number') return entry(parameters);
  if (parameters instanceof Float64Array) return parameters.map(entry);
  if (isMatrixLike(parameters)) return matrixLike(parameters, parameters.data.map(entry));
  if (Array.isArray(parameters)) return parameters.map((each) => copyOf(each, entry));
  return Object.fromEntries(Object.entries(parameters as object).map(([key, each]) => [key, copyOf(each, entry)]));
}

/** "weights[2, 1]", "bias[3]", "slope": how reports name one entry. */
export function entryName(leaf: Leaf, index: number): string {
  if (leaf.shape === 'a number') return leaf.name || 'x';
  const place = leaf.columns > 0 ? `${Math.floor(index / leaf.columns)}, ${index % leaf.columns}` : String(index);
  return `${leaf.name || 'x'}[${place}]`;
}

/** A matrix of the same class where there is one: its constructor takes (rows, columns, data). */
function matrixLike(matrix: MatrixLike, data: Float64Array): MatrixLike {
  const { rows, columns } = matrix;
  const isPlain = Object.getPrototypeOf(matrix) === Object.prototype;
  if (isPlain) return { rows, columns, data };
  const make = matrix.constructor as new (rows: number, columns: number, data: Float64Array) => MatrixLike;
  return new make(rows, columns, data);
}

function isMatrixLike(value: unknown): value is MatrixLike {
  return (
    typeof value === 'object' &&
    value !== null &&
    'data' in value &&
    'rows' in value &&
    'columns' in value &&
    value.data instanceof Float64Array &&
    typeof value.rows === 'number' &&
    typeof value.columns === 'number'
  );
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'number');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return typeof value === 'object' ? (value.constructor?.name ?? 'an object') : `a ${typeof value}`;
}
