import { Matrix } from '@handgrad/core-math';
import type { Backend, Operations, Plan, Shape, Tensor } from '../contracts.js';
import { input, type Gpu, type Kernel, type Pipeline } from '../gpuJs.js';
import { kernelTexts, type FunctionText } from '../portable/kernelTexts.js';
import { operationsOf, Resident, tensorOf, type KernelText } from './operations.js';

/** Kernels of one GPU instance: one for each text and shape, however many plans call it. */
export type Kernels = Map<string, Kernel>;

export interface Compiler {
  readonly gpu: Gpu;
  readonly backend: Backend;
  readonly kernels: Kernels;
  readonly maxBytes: number;
  readonly threads: boolean;
}

/** A plan of gpu.js: `build` is traced once, at the first run. */
export function compilePlan(
  compiler: Compiler,
  shapes: readonly Shape[],
  build: (operations: Operations, inputs: readonly Tensor[]) => readonly Tensor[],
): Plan {
  const { gpu, backend } = compiler;
  for (const shape of shapes) checkSize(compiler, shape);
  let outputs: readonly Tensor[] = [];
  let steps = 0;

  function orchestrate(...handles: unknown[]): unknown[] {
    steps = 0;
    const operations = operationsOf((kernel, args) => {
      steps++;
      return kernelOf(compiler, kernel)(...args);
    });
    const inputs = shapes.map((shape, i) => tensorOf(handles[i], shape));
    outputs = build(operations, inputs).map((tensor) => (isPlain(tensor, inputs) ? tensor : operations.copy(tensor)));
    return outputs.map(({ sources }) => sources[0]);
  }

  // The number of arguments is read from the length of the function.
  Object.defineProperty(orchestrate, 'length', { value: shapes.length });
  const pipeline = gpu.createPipeline(orchestrate, { threads: compiler.threads });
  return {
    backend,
    get steps() {
      return steps;
    },
    async run(inputs) {
      const args = inputs.map((given, i) => asInput(numbersOf(given, shapes[i], i), shapes[i]));
      if (args.length !== shapes.length) {
        throw new RangeError(
          `run: expected ${shapes.length} inputs, got ${args.length}. Pass one for each shape that the plan was compiled with.`,
        );
      }
      const results = await pipeline(...args);
      checkRan(backend, pipeline);
      return results.map((result, i) => flat(result, outputs[i]));
    },
    close: () => void pipeline.destroy(),
  };
}

/** Whether it is what a kernel gave, and not a view, an input or a resident. */
function isPlain(tensor: Tensor, inputs: readonly Tensor[]): boolean {
  return !tensor.isView && !(tensor.sources[0] instanceof Resident) && !inputs.includes(tensor);
}

function kernelOf(compiler: Compiler, { source, functions, shape, residents }: KernelText): Kernel {
  const { gpu, kernels } = compiler;
  const { rows, columns } = shape;
  checkSize(compiler, shape);
  for (const resident of residents) checkSize(compiler, resident);
  const called = kernelTexts(functions);
  const key = [`${rows} x ${columns}`, ...residents.map(identityOf), source, ...called.map((one) => one.source)].join('\n');
  const known = kernels.get(key);
  if (known) return known;
  const kernel = gpu.createKernel(source, {
    output: [columns, rows],
    precision: 'single',
    // A loop that is longer than this would end early, and silently.
    loopMaxIterations: 2 ** 30,
    functions: called.map(typed),
    constants: Object.fromEntries(residents.map((one, i) => [`kResident${i}`, asInput(one.data, one)])),
  });
  kernels.set(key, kernel);
  return kernel;
}

const identities = new WeakMap<Resident, string>();
let identified = 0;

function identityOf(resident: Resident): string {
  const identity = identities.get(resident) ?? `resident ${identified++}`;
  identities.set(resident, identity);
  return identity;
}

/** With the types left to be guessed, a call with whole numbers would turn all others into whole ones. */
function typed({ source, parameters }: FunctionText): object {
  return {
    source,
    settings: { argumentTypes: new Array<string>(parameters).fill('Number'), returnType: 'Number' },
  };
}

function asInput(data: Float32Array, { rows, columns }: Shape): unknown {
  return input(data, [columns, rows]);
}

function numbersOf(given: Matrix | Float32Array, { rows, columns }: Shape, i: number): Float32Array {
  const fits =
    given instanceof Matrix ? given.rows === rows && given.columns === columns : given?.length === rows * columns;
  if (!fits) {
    const got = given instanceof Matrix ? given.shape : `${given?.length} numbers`;
    throw new RangeError(
      `run: expected ${rows} x ${columns} numbers as input ${i}, got ${got}. Pass matrices of the shapes that the plan was compiled with.`,
    );
  }
  return given instanceof Matrix ? Float32Array.from(given.data) : given;
}

function flat(result: Float32Array | readonly Float32Array[], { rows, columns }: Shape): Float32Array {
  if (result instanceof Float32Array) return result;
  const all = new Float32Array(rows * columns);
  for (let i = 0; i < rows; i++) all.set(result[i], i * columns);
  return all;
}

function checkSize({ maxBytes, backend }: Compiler, { rows, columns }: Shape): void {
  const bytes = 4 * rows * columns;
  if (bytes > maxBytes) {
    throw new RangeError(
      `compile: expected matrices of at most ${maxBytes} bytes on this ${backend} device, got ${rows} x ${columns} numbers, which are ${bytes}. Take fewer rows at a time.`,
    );
  }
}

/** @throws Error when gpu.js has gone over to another backend. */
function checkRan(backend: Backend, { backend: ran, executorKind, fallbackReason }: Pipeline): void {
  const expected = { webgpu: 'webgpu', webgl2: 'gpu', webasm: 'webasm', cpu: 'cpu' }[backend];
  const fused = backend === 'webgpu' || backend === 'webasm';
  if (ran === expected && (!fused || executorKind !== 'generic')) return;
  throw new Error(
    `run: expected the plan to run on ${backend}, got ${ran} (${executorKind})${fallbackReason ? `, because ${fallbackReason}` : ''}. Open a device of another backend.`,
  );
}
