import type { Fold, KernelFunction, MultiplyOptions, Operations, Shape, Tensor } from '../contracts.js';
import { kernelName } from '../portable/kernelTexts.js';
import { multiplySource } from './multiplySource.js';

/** Calls a kernel of this text and shape with these arguments: how, the backend knows. */
export type CallKernel = (kernel: KernelText, args: readonly unknown[]) => unknown;

/** All that a kernel is made of. */
export interface KernelText {
  readonly source: string;
  readonly functions: readonly KernelFunction[];
  readonly shape: Shape;
  /** What it reads as `this.constants.kResident0` and so on. */
  readonly residents: readonly Resident[];
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
    shape: Shape,
    functions: readonly KernelFunction[],
    inputs: readonly Tensor[],
    body: (entries: readonly Entry[]) => string,
  ): Tensor {
    const { names, handles, residents } = argumentsOf(inputs);
    const entries = inputs.map<Entry>(
      (tensor) => (row, column) =>
        tensor.entry(names(tensor), tensor.rows === 1 ? '0' : row, tensor.columns === 1 ? '0' : column),
    );
    const source = `function (${handles.map((_, i) => argument(i)).join(', ')}) { ${body(entries)} }`;
    const called = [...functions, ...inputs.flatMap((tensor) => tensor.functions ?? [])];
    return tensorOf(call({ source, functions: called, shape, residents }, handles), shape);
  }

  function map(f: KernelFunction, ...inputs: Tensor[]): Tensor {
    return kernel(
      commonShape('map', inputs),
      [f],
      inputs,
      (entries) =>
        `return ${applied(
          f,
          entries.map((at) => at(y, x)),
        )};`,
    );
  }

  function fold(caller: string, { start, step, over, finish, beside = [] }: Fold, along: 'rows' | 'columns'): Tensor {
    const whole = commonShape(caller, over);
    const shape = along === 'rows' ? { rows: whole.rows, columns: 1 } : { rows: 1, columns: whole.columns };
    checkFits(caller, beside, shape);
    const steps = along === 'rows' ? whole.columns : whole.rows;
    return kernel(shape, finish ? [step, finish] : [step], [...over, ...beside], (entries) => {
      const at = along === 'rows' ? ([y, 'i'] as const) : (['i', x] as const);
      const next = applied(step, ['folded', ...entries.slice(0, over.length).map((entry) => entry(at[0], at[1]))]);
      const end = finish
        ? applied(finish, ['folded', ...entries.slice(over.length).map((entry) => entry(y, x))])
        : 'folded';
      return `let folded = ${decimal(start)}; for (let i = 0; i < ${steps}; i++) { folded = ${next}; } return ${end};`;
    });
  }

  function multiply(left: Tensor, right: Tensor, options: MultiplyOptions = {}): Tensor {
    const { shape, inner } = productShape(left, right, options);
    const { transposeLeft = false, transposeRight = false, plus } = options;
    return kernel(shape, [], plus ? [left, right, plus] : [left, right], ([a, b, c]) =>
      multiplySource({
        inner,
        left: (k) => (transposeLeft ? a(k, y) : a(y, k)),
        right: (k) => (transposeRight ? b(x, k) : b(k, x)),
        start: plus ? c(y, x) : '0',
      }),
    );
  }

  return Object.freeze<Operations>({
    map,
    mapView: (f, ...inputs) =>
      view(
        commonShape('mapView', inputs),
        inputs,
        (of, row, column) =>
          applied(
            f,
            of.map((at) => at(row, column)),
          ),
        [f],
      ),
    multiply,
    foldRows: (given) => fold('foldRows', given, 'rows'),
    foldColumns: (given) => fold('foldColumns', given, 'columns'),
    rowSums: (a) => fold('rowSums', { start: 0, step: { formula: sumOfTwo }, over: [a] }, 'rows'),
    columnSums: (a) => fold('columnSums', { start: 0, step: { formula: sumOfTwo }, over: [a] }, 'columns'),
    resident: (data, rows, columns) => residentOf(new Resident(data, rows, columns)),
    rowBlock: (a, block, count) =>
      view({ rows: count, columns: a.columns }, [a, block], ([of, at], row, column) =>
        of(`${at('0', '0')} * ${count} + ${row}`, column),
      ),
    rowsAt: (a, order) =>
      view({ rows: order.rows, columns: a.columns }, [a, order], ([of, at], row, column) => of(at(row, '0'), column)),
    entryAt: (a, row, column) =>
      view({ rows: 1, columns: 1 }, [a, row], ([of, at]) => of(at('0', '0'), String(column))),
    copy: (a) => map({ formula: sameNumber }, a),
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
      const entries = of.map<Entry>((tensor, i) => (r, c) => {
        const own = names.slice(offsets[i], offsets[i] + tensor.sources.length);
        return tensor.entry(own, tensor.rows === 1 ? '0' : r, tensor.columns === 1 ? '0' : c);
      });
      return entry(entries, row, column);
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
      ? `this.constants.kResident${residents.indexOf(source)}`
      : argument(handles.indexOf(source));
  return { names: ({ sources }) => sources.map(nameOf), handles, residents };
}

function argument(i: number): string {
  return `given${i}`;
}

function applied({ formula, numbers = [] }: KernelFunction, entries: readonly string[]): string {
  return `${kernelName(formula)}(${[...entries, ...numbers.map(decimal)].join(', ')})`;
}

/** With a point: without one, kernels would take it for a whole number and compute in those. */
export function decimal(number: number): string {
  const text = String(number);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function commonShape(caller: string, inputs: readonly Tensor[]): Shape {
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
