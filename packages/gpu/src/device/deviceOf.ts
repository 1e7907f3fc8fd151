import type { Backend, Device, Plan } from '../contracts.js';
import type { Gpu } from '../gpuJs.js';
import { compilePlan, type Kernels } from '../plan/compile.js';
import type { Adapter } from './adapters.js';

export interface DeviceParts extends Adapter {
  readonly gpu: Gpu;
  readonly backend: Backend;
  readonly reason: string;
  readonly maxBytes: number;
  readonly threads?: boolean;
  readonly release?: () => Promise<void>;
}

/** A device over one instance of gpu.js: of WebGL a page has only sixteen. */
export function deviceOf({
  gpu,
  backend,
  adapter,
  software,
  reason,
  maxBytes,
  threads = false,
  release,
}: DeviceParts): Device {
  const kernels: Kernels = new Map();
  const plans = new Set<Plan>();
  let closed: Promise<void> | undefined;

  const compile: Device['compile'] = (shapes, build) => {
    if (closed) {
      throw new RangeError(
        'compile: expected an open device, got one that was closed. Open another one: await openDevice().',
      );
    }
    const plan = compilePlan({ gpu, backend, kernels, maxBytes, threads }, shapes, build);
    plans.add(plan);
    return {
      ...plan,
      close() {
        plans.delete(plan);
        plan.close();
      },
    };
  };

  async function close(): Promise<void> {
    for (const plan of plans) plan.close();
    plans.clear();
    kernels.clear();
    await gpu.destroy();
    await release?.();
  }

  return Object.freeze<Device>({
    kind: 'device',
    backend,
    adapter,
    software,
    reason,
    maxBytes,
    compile,
    compileTraining: null,
    close: () => (closed ??= close()),
  });
}
