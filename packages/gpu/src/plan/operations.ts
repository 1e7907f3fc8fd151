import type {
  Fold,
  KernelFunction,
  MultiplyOptions,
  Operations,
  PortableFunction,
  Shape,
  Tensor,
} from '../contracts.js';
import { kernelFunctions, kernelName, kernelText } from '../portable/kernelTexts.js';
import { multiplySource } from './multiplySource.js';

/** Asks for a kernel to run on these sources; what it gives is a source again. */
export type CallKernel = (kernel: KernelText, sources: readonly unknown[]) => unknown;

/** All that a kernel is made of. */
export interface KernelText {
  readonly source: string;
  /** All that it calls, and what that calls. */
  readonly functions: readonly PortableFunction[];
  readonly shape: Shape;
  /** What it reads as `this.constants.kResident0` and so on. */
  readonly residents: readonly Resident[];
  /** What it works out, where that is a product of what it reads: a backend may have a better way. */
  readonly product?: ProductOf;
}

/** C = A B + b, [rows x inner] [inner x columns] */
export interface ProductOf extends Shape {
  readonly inner: number;
  readonly transposeLeft: boolean;
  readonly transposeRight: boolean;
  /** By number: what the kernel is given, then its residents. */
  readonly left: number;
  readonly right: number;
  readonly plus?: number;
}

/** Numbers that stay on the device. */
export class Resident implements Shape {
  constructor(
    readonly data: Float32Array,
    readonly rows: number,
    readonly columns: number,
  ) {}
}

/** The operations of one plan, in terms of single kernels. */
export function operationsOf(call: CallKernel): Operations {
  function kernel(
    caller: string,
    shape: Shape,
    functions: readonly KernelFunction[],
    inputs: readonly Tensor[],
    body: (entries: readonly Entry[]) => string,
    productOf?: (numberOf: (tensor: Tensor) => number) => ProductOf,
  ): Tensor {
    const { names, handles, residents } = argumentsOf(inputs);
    const product = productOf?.(({ sources: [source] }) => [...handles, ...residents].indexOf(source));
    const entries = inputs.map<Entry>((tensor) => entryOf(tensor, names(tensor)));
    const source = `function (${handles.map((_, i) => argument(i)).join(', ')}) { ${body(entries)} }`;
    const called = calledBy(caller, [...functions, ...inputs.flatMap((tensor) => tensor.functions ?? [])]);
    return tensorOf(call({ source, functions: called, shape, residents, ...(product && { product }) }, handles), shape);
  }

  function map(f: KernelFunction, ...inputs: Tensor[]): Tensor {
    checkTakes('map', f, inputs.length);
    return kernel('map', commonShape('map', inputs), [f], inputs, (of) => `return ${appliedAt(f, of, y, x)};`);
  }

  function mapView(f: KernelFunction, ...inputs: Tensor[]): Tensor {
    checkTakes('mapView', f, inputs.length);
    const shape = commonShape('mapView', inputs);
    return view(shape, inputs, (of, row, column) => appliedAt(f, of, row, column), [f]);
  }

  function fold(caller: string, { start, step, over, finish, beside = [] }: Fold, along: 'rows' | 'columns'): Tensor {
    const whole = commonShape(caller, over);
    const shape = along === 'rows' ? { rows: whole.rows, columns: 1 } : { rows: 1, columns: whole.columns };
    checkFits(caller, beside, shape);
    checkTakes(caller, step, 1 + over.length);
    if (finish) checkTakes(caller, finish, 1 + beside.length);
    else if (beside.length > 0) {
      throw new RangeError(
        `${caller}: expected finish to take what stands beside, got ${beside.length} tensors beside and no finish. Leave them out.`,
      );
    }
    const count = along === 'rows' ? whole.columns : whole.rows;
    return kernel(caller, shape, finish ? [step, finish] : [step], [...over, ...beside], (entries) => {
      const [row, column] = along === 'rows' ? [y, 'i'] : ['i', x];
      const next = applied(step, ['folded', ...entries.slice(0, over.length).map((at) => at(row, column))]);
      const end = finish ? applied(finish, ['folded', ...entries.slice(over.length).map((at) => at(y, x))]) : 'folded';
      return `let folded = ${decimal(start)}; for (let i = 0; i < ${count}; i++) { folded = ${next}; } return ${end};`;
    });
  }

  function multiply(left: Tensor, right: Tensor, options: MultiplyOptions = {}): Tensor {
    const { transposeLeft = false, transposeRight = false, plus } = options;
    const { shape, inner } = productShape(left, right, options);
    const inputs = [...[left, right].map(writtenOut), ...(plus ? [plus] : [])];
    const source = ([a, b, c]: readonly Entry[]): string =>
      multiplySource({
        inner,
        left: (k) => (transposeLeft ? a(k, y) : a(y, k)),
        right: (k) => (transposeRight ? b(x, k) : b(k, x)),
        start: c?.(y, x) ?? '0.0',
      });
    const product = (numberOf: (tensor: Tensor) => number): ProductOf => ({
      ...shape,
      inner,
      transposeLeft,
      transposeRight,
      left: numberOf(inputs[0]),
      right: numberOf(inputs[1]),
      ...(plus && { plus: numberOf(plus) }),
    });
    return kernel('multiply', shape, [], inputs, source, plus?.isView ? undefined : product);
  }

  /** A product reads each entry many times: to look it up each time costs more than to write all of them down. */
  function writtenOut(a: Tensor): Tensor {
    return a.isView ? copy(a) : a;
  }

  function copy(a: Tensor): Tensor {
    return map({ formula: sameNumber }, a);
  }

  return Object.freeze<Operations>({
    map,
    mapView,
    multiply,
    foldRows: (given) => fold('foldRows', given, 'rows'),
    foldColumns: (given) => fold('foldColumns', given, 'columns'),
    rowSums: (a) => fold('rowSums', { start: 0, step: { formula: sumOfTwo }, over: [a] }, 'rows'),
    columnSums: (a) => fold('columnSums', { start: 0, step: { formula: sumOfTwo }, over: [a] }, 'columns'),
    resident: (data, rows, columns) => residentOf(new Resident(data, rows, columns)),
    rowBlock(a, block, count) {
      checkShape('rowBlock', 'the number of the block', block, 1, 1);
      checkWhole('rowBlock', 'a count of rows', count, 1, a.rows);
      return view({ rows: count, columns: a.columns }, [a, block], ([of, at], row, column) =>
        of(`${at('0', '0')} * ${decimal(count)} + ${row}`, column),
      );
    },
    rowsAt(a, order) {
      checkShape('rowsAt', 'the order', order, order.rows, 1);
      return view({ rows: order.rows, columns: a.columns }, [a, order], ([of, at], row, column) =>
        of(at(row, '0'), column),
      );
    },
    entryAt(a, row, column) {
      checkShape('entryAt', 'the row', row, 1, 1);
      checkWhole('entryAt', 'a column', column, 0, a.columns - 1);
      return view({ rows: 1, columns: 1 }, [a, row], ([of, at]) => of(at('0', '0'), String(column)));
    },
    copy,
  });
}

type Entry = (row: string, column: string) => string;

/** The cell of the output that a thread works out. */
const [y, x] = ['this.thread.y', 'this.thread.x'];

export function tensorOf(handle: unknown, { rows, columns }: Shape): Tensor {
  return Object.freeze<Tensor>({
    kind: 'tensor',
    rows,
    columns,
    sources: [handle],
    entry: ([name], row, column) => `${name}[${row}][${column}]`,
  });
}

function residentOf(resident: Resident): Tensor {
  if (resident.data.length === resident.rows * resident.columns) return tensorOf(resident, resident);
  throw new RangeError(
    `resident: expected ${resident.rows} x ${resident.columns} numbers, got ${resident.data.length}. Pass them row by row.`,
  );
}

/** One row, or one column, stands for as many equal ones as are asked for. */
function entryOf(tensor: Tensor, names: readonly string[]): Entry {
  return (row, column) => tensor.entry(names, tensor.rows === 1 ? '0' : row, tensor.columns === 1 ? '0' : column);
}

/** A tensor whose entries are looked up in others, or worked out from theirs by `functions`. */
export function view(
  { rows, columns }: Shape,
  of: readonly Tensor[],
  entry: (of: readonly Entry[], row: string, column: string) => string,
  functions: readonly KernelFunction[] = [],
): Tensor {
  const offsets = of.map((_, i) => of.slice(0, i).reduce((sum, { sources }) => sum + sources.length, 0));
  return Object.freeze<Tensor>({
    kind: 'tensor',
    rows,
    columns,
    isView: true,
    functions: [...functions, ...of.flatMap((tensor) => tensor.functions ?? [])],
    sources: of.flatMap(({ sources }) => sources),
    entry(names, row, column) {
      const own = of.map(({ sources }, i) => names.slice(offsets[i], offsets[i] + sources.length));
      return entry(
        of.map((tensor, i) => entryOf(tensor, own[i])),
        row,
        column,
      );
    },
  });
}

/** Each source once: a handle as an argument, a resident as a constant. */
function argumentsOf(inputs: readonly Tensor[]): {
  names: (tensor: Tensor) => string[];
  handles: unknown[];
  residents: Resident[];
} {
  const all = [...new Set(inputs.flatMap(({ sources }) => sources))];
  const residents = all.filter((source) => source instanceof Resident);
  const handles = all.filter((source) => !(source instanceof Resident));
  // No function that a kernel calls has a parameter of this name: gpu.js would mix them up.
  const nameOf = (source: unknown): string =>
    source instanceof Resident
      ? `this.constants.${residentName(residents.indexOf(source))}`
      : argument(handles.indexOf(source));
  return { names: ({ sources }) => sources.map(nameOf), handles, residents };
}

/** The constant as which a kernel knows its resident i. */
export function residentName(i: number): string {
  return `kResident${i}`;
}

function argument(i: number): string {
  return `given${i}`;
}

function applied({ formula, numbers = [] }: KernelFunction, entries: readonly string[]): string {
  return `${kernelName(formula)}(${[...entries, ...numbers.map(decimal)].join(', ')})`;
}

function appliedAt(f: KernelFunction, of: readonly Entry[], row: string, column: string): string {
  const entries = of.map((at) => at(row, column));
  return applied(f, entries);
}

/** All functions that these call, each once. */
function calledBy(caller: string, functions: readonly KernelFunction[]): PortableFunction[] {
  const called = new Map<string, PortableFunction>();
  for (const one of kernelFunctions(functions)) {
    const text = kernelText(one);
    const name = /^function\s+(\w+)/.exec(text)?.[1];
    if (name === undefined) {
      throw new TypeError(
        `${caller}: expected functions that are declared as "function name(x) { ... }", got "${text.slice(0, 60)}". Kernels are made of the text of functions: give it a declaration of its own.`,
      );
    }
    const known = called.get(name);
    if (known && kernelText(known) !== text) {
      throw new RangeError(
        `${caller}: expected one function of each name in a kernel, got two named ${name}. Give one of them another name.`,
      );
    }
    called.set(name, one);
  }
  return [...called.values()];
}

/** With a point: without one, kernels would take it for a whole number and compute in those. */
export function decimal(number: number): string {
  if (!(Math.abs(number) <= largestFloat32)) {
    throw new RangeError(
      `decimal: expected a number that float32 holds, -3.4e38 to 3.4e38, got ${number}. Kernels know no infinities: take the largest number.`,
    );
  }
  const text = String(number);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

const largestFloat32 = 3.4028234663852886e38;

function checkTakes(caller: string, { formula, numbers = [] }: KernelFunction, tensors: number): void {
  const given = tensors + numbers.length;
  if (formula.length === given) return;
  throw new RangeError(
    `${caller}: expected a function of ${given} numbers, got ${formula.name} of ${formula.length}. Its arguments are the entries of the tensors, then the numbers that never change.`,
  );
}

function checkShape(caller: string, what: string, { rows, columns }: Tensor, wantedRows: number, wanted: number): void {
  if (rows === wantedRows && columns === wanted) return;
  throw new RangeError(
    `${caller}: expected ${what} to be ${wantedRows} x ${wanted}, got ${rows} x ${columns}. Pass a tensor of that shape.`,
  );
}

function checkWhole(caller: string, what: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new RangeError(
    `${caller}: expected ${what} from ${low} to ${high}, got ${value}. The tensor that is looked into has no more.`,
  );
}

function commonShape(caller: string, inputs: readonly Tensor[]): Shape {
  if (inputs.length === 0) {
    throw new RangeError(`${caller}: expected one or more tensors, got none. They say how large the result is.`);
  }
  const shape = {
    rows: Math.max(...inputs.map(({ rows }) => rows)),
    columns: Math.max(...inputs.map(({ columns }) => columns)),
  };
  checkFits(caller, inputs, shape);
  return shape;
}

function checkFits(caller: string, inputs: readonly Tensor[], { rows, columns }: Shape): void {
  for (const tensor of inputs) {
    if ((tensor.rows === rows || tensor.rows === 1) && (tensor.columns === columns || tensor.columns === 1)) continue;
    throw new RangeError(
      `${caller}: expected tensors of shape ${rows} x ${columns}, or with one row or one column, got ${tensor.rows} x ${tensor.columns}. Pass tensors whose shapes fit.`,
    );
  }
}

function productShape(
  left: Tensor,
  right: Tensor,
  { transposeLeft, transposeRight, plus }: MultiplyOptions,
): { shape: Shape; inner: number } {
  const [rows, inner] = transposeLeft ? [left.columns, left.rows] : [left.rows, left.columns];
  const [other, columns] = transposeRight ? [right.columns, right.rows] : [right.rows, right.columns];
  if (inner !== other) {
    throw new RangeError(
      `multiply: expected as many columns of the left factor as rows of the right one, got ${rows} x ${inner} and ${other} x ${columns}. Pass matrices that fit, or transpose one.`,
    );
  }
  if (plus && (plus.rows !== 1 || plus.columns !== columns)) {
    throw new RangeError(
      `multiply: expected a row of ${columns} columns to add, got ${plus.rows} x ${plus.columns}. Pass one number a column.`,
    );
  }
  return { shape: { rows, columns }, inner };
}

function sumOfTwo(a: number, b: number): number {
  return a + b;
}

function sameNumber(a: number): number {
  return a;
}
