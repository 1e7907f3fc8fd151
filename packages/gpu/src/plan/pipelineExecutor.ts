import type { Backend } from '../contracts.js';
import { GPU, input, type Gpu, type Kernel, type Pipeline } from '../gpuJs.js';
import type { Execute, Executor } from './executor.js';
import { kernelSettings } from './kernelSettings.js';
import { residentName, type KernelText } from './operations.js';
import type { Output, Trace } from './trace.js';

/**
 * Plans as pipelines of gpu.js: on webgpu all steps go to the GPU as one list of commands, on webasm they share one memory.
 * Each has an instance of gpu.js of its own.
 */
export function pipelines(backend: Backend, { threads = false } = {}): Execute {
  return (trace) => pipelineExecutor(backend, trace, threads);
}

function pipelineExecutor(backend: Backend, trace: Trace, threads: boolean): Executor {
  const gpu = new GPU({ mode: backend });
  const kernels = trace.kernels.map((text) => kernelOf(gpu, text));
  const pipeline = gpu.createPipeline(orchestrationOf(trace, kernels), { threads });
  return {
    async run(inputs) {
      const results = await pipeline(...trace.inputs.map(({ rows, columns }, i) => input(inputs[i], [columns, rows])));
      checkRan(backend, pipeline);
      return results.map((result, i) => flat(result, trace.outputs[i]));
    },
    close: () => gpu.destroy(),
  };
}

function kernelOf(gpu: Gpu, text: KernelText): Kernel {
  const constants = text.residents.map((one, i) => [residentName(i), input(one.data, [one.columns, one.rows])]);
  return gpu.createKernel(text.source, { ...kernelSettings(text), constants: Object.fromEntries(constants) });
}

/** The steps as gpu.js wants to be told them: by calling its kernels with handles of its own. */
function orchestrationOf(
  { inputs, steps, outputs }: Trace,
  kernels: readonly Kernel[],
): (...handles: unknown[]) => unknown[] {
  function orchestrate(...handles: unknown[]): unknown[] {
    const values = [...handles];
    for (const { kernel, args, result } of steps) values[result] = kernels[kernel](...args.map((arg) => values[arg]));
    return outputs.map(({ value }) => values[value]);
  }
  // gpu.js reads the number of arguments from the length of the function.
  return Object.defineProperty(orchestrate, 'length', { value: inputs.length });
}

function flat(result: Float32Array | readonly Float32Array[], { rows, columns }: Output): Float32Array {
  if (result instanceof Float32Array) return result;
  const all = new Float32Array(rows * columns);
  for (let i = 0; i < rows; i++) all.set(result[i], i * columns);
  return all;
}

/** @throws Error when gpu.js has gone over to another backend, as a whole or for some kernels. */
function checkRan(backend: Backend, { backend: ran, executorKind, fallbackReason, plan }: Pipeline): void {
  const others = [...(plan?.genericClones.values() ?? [])].filter(({ kernel }) => kernel.constructor.mode !== backend);
  const fused = backend === 'webgpu' || backend === 'webasm';
  if (ran === backend && others.length === 0 && (!fused || executorKind !== 'generic')) return;
  const instead = others.length > 0 ? others[0].kernel.constructor.mode : ran;
  const why = fallbackReason ?? others[0]?.kernel.fallbackReason;
  throw new Error(`they ran on ${instead} (${executorKind})${why ? `, because ${why}` : ''}`);
}
