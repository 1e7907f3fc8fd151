import { Matrix } from '@handgrad/core-math';
import type { Backend, Operations, Plan, Shape, Tensor } from '../contracts.js';
import type { Limits } from '../device/adapters.js';
import type { Execute } from './executor.js';
import { traceOf, type Trace } from './trace.js';

/** Where plans run. */
export interface Compiler extends Limits {
  readonly backend: Backend;
  readonly execute: Execute;
  /** The plans that are open. */
  readonly plans: Set<Plan>;
  /** @throws Error when the device is lost or has failed; `cause` is what came of it. */
  readonly checkAlive?: (cause?: unknown) => void;
}

/** A plan. What `build` asks for is known and checked at once; kernels are compiled at the first run. */
export function compilePlan(
  compiler: Compiler,
  shapes: readonly Shape[],
  build: (operations: Operations, inputs: readonly Tensor[]) => readonly Tensor[],
): Plan {
  const { backend, execute, plans, checkAlive } = compiler;
  for (const shape of shapes) checkSize(compiler, shape);
  const trace = traceOf(shapes, build);
  for (const { shape, residents } of trace.kernels) [...residents, shape].forEach((one) => checkSize(compiler, one));
  checkInputs(compiler, trace);

  const executor = execute(trace);
  const underWay = new Set<Promise<unknown>>();
  let closed: Promise<void> | undefined;

  async function run(inputs: readonly (Matrix | Float32Array)[]): Promise<readonly Float32Array[]> {
    if (closed) throw new RangeError('run: expected an open plan, got one that was closed. Compile it anew.');
    const numbers = numbersOfAll(inputs, shapes);
    checkAlive?.();
    const running = executor.run(numbers);
    underWay.add(running);
    let results: readonly Float32Array[];
    try {
      results = await running;
    } catch (cause) {
      // That a device is lost becomes known a little later than what fails by it.
      await new Promise((resolve) => setTimeout(resolve));
      checkAlive?.(cause);
      throw new Error(
        `run: expected kernels that gpu.js can run on ${backend}, got "${String(cause).split('\n')[0]}". Whether a formula keeps to what kernels can do, portableProblems tells.`,
        { cause },
      );
    } finally {
      underWay.delete(running);
    }
    checkAlive?.();
    return results;
  }

  async function close(): Promise<void> {
    plans.delete(plan);
    await Promise.allSettled(underWay);
    await executor.close();
  }

  const plan = Object.freeze<Plan>({ backend, steps: trace.steps.length, run, close: () => (closed ??= close()) });
  plans.add(plan);
  return plan;
}

function numbersOfAll(inputs: readonly (Matrix | Float32Array)[], shapes: readonly Shape[]): Float32Array[] {
  if (inputs.length !== shapes.length) {
    throw new RangeError(
      `run: expected ${shapes.length} inputs, got ${inputs.length}. Pass one for each shape that the plan was compiled with.`,
    );
  }
  return shapes.map((shape, i) => numbersOf(inputs[i], shape, i));
}

function numbersOf(given: Matrix | Float32Array, { rows, columns }: Shape, i: number): Float32Array {
  const isMatrix = given instanceof Matrix;
  if (!isMatrix && !(given instanceof Float32Array)) {
    throw new TypeError(
      `run: expected a Matrix or a Float32Array as input ${i}, got ${Object.prototype.toString.call(given)}. Wrap the numbers in one.`,
    );
  }
  const fits = isMatrix ? given.rows === rows && given.columns === columns : given.length === rows * columns;
  if (!fits) {
    throw new RangeError(
      `run: expected ${rows} x ${columns} numbers as input ${i}, got ${isMatrix ? given.shape : `${given.length} numbers`}. Pass matrices of the shapes that the plan was compiled with.`,
    );
  }
  return isMatrix ? new Float32Array(given.data) : given;
}

function checkSize({ maxBytes, backend }: Compiler, { rows, columns }: Shape): void {
  const bytes = 4 * rows * columns;
  if (!(Number.isInteger(rows) && Number.isInteger(columns) && rows > 0 && columns > 0)) {
    throw new RangeError(
      `compile: expected whole numbers of rows and columns, at least 1, got ${rows} x ${columns}. Give every tensor a shape.`,
    );
  }
  if (bytes > maxBytes) {
    throw new RangeError(
      `compile: expected matrices of at most ${maxBytes} bytes on this ${backend} device, got ${rows} x ${columns} numbers, which are ${bytes}. Take fewer rows at a time.`,
    );
  }
}

function checkInputs({ maxInputs, backend }: Compiler, { kernels, steps }: Trace): void {
  const most = Math.max(0, ...steps.map(({ kernel, args }) => args.length + kernels[kernel].residents.length));
  if (most <= maxInputs) return;
  throw new RangeError(
    `compile: expected kernels that read at most ${maxInputs} matrices on this ${backend} device, got one that reads ${most}. Compute in several steps: copy(a) gives a view a place of its own.`,
  );
}
