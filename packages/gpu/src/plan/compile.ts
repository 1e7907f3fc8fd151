import { Matrix } from '@handgrad/core-math';
import type { Backend, Operations, Plan, PortableFunction, Shape, Tensor } from '../contracts.js';
import { GPU, input, type Gpu, type Kernel, type Pipeline } from '../gpuJs.js';
import { kernelText } from '../portable/kernelTexts.js';
import type { KernelText } from './operations.js';
import { traceOf, type Output, type Trace } from './trace.js';

/** Where plans run. */
export interface Compiler {
  readonly backend: Backend;
  /** What all plans share: of WebGL contexts a page has only sixteen. Without it each plan has its own instance of gpu.js. */
  readonly gpu?: Gpu;
  readonly maxBytes: number;
  readonly threads: boolean;
  /** The plans that are open. */
  readonly plans: Set<Plan>;
  /** @throws Error when the device is lost or has failed; `cause` is what came of it. */
  readonly checkAlive?: (cause?: unknown) => void;
}

/** A plan of gpu.js. What `build` asks for is known and checked at once; gpu.js compiles its kernels at the first run. */
export function compilePlan(
  compiler: Compiler,
  shapes: readonly Shape[],
  build: (operations: Operations, inputs: readonly Tensor[]) => readonly Tensor[],
): Plan {
  const { backend, plans, checkAlive } = compiler;
  for (const shape of shapes) checkSize(compiler, shape);
  const trace = traceOf(shapes, build);
  for (const { shape, residents } of trace.kernels) [...residents, shape].forEach((one) => checkSize(compiler, one));

  const gpu = compiler.gpu ?? new GPU({ mode: backend });
  const kernels = trace.kernels.map((text) => kernelOf(gpu, text));
  const pipeline = gpu.createPipeline(orchestrationOf(trace, shapes.length, kernels), { threads: compiler.threads });
  const underWay = new Set<Promise<unknown>>();
  let closed: Promise<void> | undefined;

  async function run(inputs: readonly (Matrix | Float32Array)[]): Promise<readonly Float32Array[]> {
    if (closed) throw new RangeError('run: expected an open plan, got one that was closed. Compile it anew.');
    const args = argumentsOf(inputs, shapes);
    checkAlive?.();
    const running = pipeline(...args);
    underWay.add(running);
    let results: Awaited<typeof running>;
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
    checkRan(backend, pipeline);
    return results.map((result, i) => flat(result, trace.outputs[i]));
  }

  async function close(): Promise<void> {
    plans.delete(plan);
    await Promise.allSettled(underWay);
    if (!compiler.gpu) return gpu.destroy();
    await pipeline.destroy();
    for (const kernel of kernels) kernel.destroy();
  }

  const plan = Object.freeze<Plan>({ backend, steps: trace.steps.length, run, close: () => (closed ??= close()) });
  plans.add(plan);
  return plan;
}

function kernelOf(gpu: Gpu, { source, functions, shape, residents }: KernelText): Kernel {
  return gpu.createKernel(source, {
    output: [shape.columns, shape.rows],
    precision: 'single',
    // A loop that is longer than this would end early, and silently.
    loopMaxIterations: 2 ** 30,
    functions: functions.map(typed),
    constants: Object.fromEntries(
      residents.map((one, i) => [`kResident${i}`, input(one.data, [one.columns, one.rows])]),
    ),
  });
}

/** With the types left to be guessed, a call with whole numbers would turn all others into whole ones. */
function typed(formula: PortableFunction): object {
  return {
    source: kernelText(formula),
    settings: { argumentTypes: new Array<string>(formula.length).fill('Number'), returnType: 'Number' },
  };
}

/** The steps as gpu.js wants to be told them: by calling its kernels with handles of its own. */
function orchestrationOf(
  { steps, outputs }: Trace,
  inputs: number,
  kernels: readonly Kernel[],
): (...handles: unknown[]) => unknown[] {
  function orchestrate(...handles: unknown[]): unknown[] {
    const values = [...handles];
    for (const { kernel, args, result } of steps) values[result] = kernels[kernel](...args.map((arg) => values[arg]));
    return outputs.map(({ value }) => values[value]);
  }
  // gpu.js reads the number of arguments from the length of the function.
  return Object.defineProperty(orchestrate, 'length', { value: inputs });
}

function argumentsOf(inputs: readonly (Matrix | Float32Array)[], shapes: readonly Shape[]): unknown[] {
  if (inputs.length !== shapes.length) {
    throw new RangeError(
      `run: expected ${shapes.length} inputs, got ${inputs.length}. Pass one for each shape that the plan was compiled with.`,
    );
  }
  return shapes.map((shape, i) => input(numbersOf(inputs[i], shape, i), [shape.columns, shape.rows]));
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

function flat(result: Float32Array | readonly Float32Array[], { rows, columns }: Output): Float32Array {
  if (result instanceof Float32Array) return result;
  const all = new Float32Array(rows * columns);
  for (let i = 0; i < rows; i++) all.set(result[i], i * columns);
  return all;
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

/** @throws Error when gpu.js has gone over to another backend, as a whole or for some kernels. */
function checkRan(backend: Backend, { backend: ran, executorKind, fallbackReason, plan }: Pipeline): void {
  const mode = backend === 'webgl2' ? 'gpu' : backend;
  const fused = backend === 'webgpu' || backend === 'webasm';
  const others = [...(plan?.genericClones.values() ?? [])].filter(({ kernel }) => kernel.constructor.mode !== mode);
  if (ran === mode && others.length === 0 && (!fused || executorKind !== 'generic')) return;
  const instead = others.length > 0 ? others[0].kernel.constructor.mode : ran;
  const why = fallbackReason ?? others[0]?.kernel.fallbackReason;
  throw new Error(
    `run: expected the plan to run on ${backend}, got ${instead} (${executorKind})${why ? `, because ${why}` : ''}. Open a device of another backend.`,
  );
}
