import type { Operations, Shape, Tensor } from '../contracts.js';
import { kernelText } from '../portable/kernelTexts.js';
import { operationsOf, type KernelText, type Resident, tensorOf } from './operations.js';

/** What a plan does, known before anything has run. Values are numbered: first the inputs, then what the steps give. */
export interface Trace {
  /** The shapes of values 0, 1, ..., as many as there are inputs. */
  readonly inputs: readonly Shape[];
  /** Each text once, however many steps run it. */
  readonly kernels: readonly KernelText[];
  readonly steps: readonly Step[];
  readonly outputs: readonly Output[];
}

export interface Step {
  readonly kernel: number;
  readonly args: readonly number[];
  readonly result: number;
}

export interface Output extends Shape {
  readonly value: number;
}

/** A number of a trace, as tensors carry it around. */
class Value {
  constructor(readonly index: number) {}
}

/**
 * Runs `build` on tensors without numbers and writes down which kernels it asks for. Kernels have no memory: a step that
 * was there before is not made again, and one whose result nobody reads is left out.
 *
 * @throws what `build` throws; RangeError for tensors of another plan.
 */
export function traceOf(
  shapes: readonly Shape[],
  build: (operations: Operations, inputs: readonly Tensor[]) => readonly Tensor[],
): Trace {
  const kernels = numbered<KernelText>();
  const residents = numbered<Resident>();
  const steps: Step[] = [];
  const known = new Map<string, Value>();
  const values = new Set<unknown>();

  function newValue(): Value {
    const value = new Value(values.size);
    values.add(value);
    return value;
  }

  function indexOf(source: unknown): number {
    if (source instanceof Value && values.has(source)) return source.index;
    throw new RangeError(
      'compile: expected tensors of the plan that is being built, got one of another. Pass what other plans give as an input.',
    );
  }

  const operations = operationsOf((kernel, sources) => {
    const number = kernels.numberOf(keyOf(kernel, residents.numberOf), kernel);
    const args = sources.map(indexOf);
    const step = `${number}: ${args.join(', ')}`;
    const value = known.get(step) ?? newValue();
    if (!known.has(step)) steps.push({ kernel: number, args, result: value.index });
    known.set(step, value);
    return value;
  });

  const inputs = shapes.map((shape) => tensorOf(newValue(), shape));
  const outputs = build(operations, inputs).map((tensor): Output => {
    // What is not the result of a step has no place of its own to be read from.
    const plain = !tensor.isView && tensor.sources[0] instanceof Value && !inputs.includes(tensor);
    const { rows, columns, sources } = plain ? tensor : operations.copy(tensor);
    return { rows, columns, value: indexOf(sources[0]) };
  });
  if (outputs.length === 0) {
    throw new RangeError(
      'compile: expected one or more results, got none. Return the tensors that are to be read back.',
    );
  }
  return { inputs: shapes, kernels: kernels.all, steps: neededFor(outputs, steps), outputs };
}

function neededFor(outputs: readonly Output[], steps: readonly Step[]): Step[] {
  const needed = new Set(outputs.map(({ value }) => value));
  return steps
    .toReversed()
    .filter(({ args, result }) => {
      if (!needed.has(result)) return false;
      for (const arg of args) needed.add(arg);
      return true;
    })
    .toReversed();
}

/** The same for two kernels that compute the same. */
function keyOf(
  { source, functions, shape, residents }: KernelText,
  numberOf: (key: Resident, one: Resident) => number,
): string {
  const numbers = residents.map((resident) => numberOf(resident, resident)).join(' ');
  return [`${shape.rows} x ${shape.columns}`, numbers, source, ...functions.map(kernelText)].join('\n');
}

interface Numbered<One> {
  readonly all: readonly One[];
  readonly numberOf: (key: unknown, one: One) => number;
}

/** Things by number, each key once. */
function numbered<One>(): Numbered<One> {
  const all: One[] = [];
  const numbers = new Map<unknown, number>();
  return {
    all,
    numberOf(key, one) {
      const number = numbers.get(key) ?? all.push(one) - 1;
      numbers.set(key, number);
      return number;
    },
  };
}
