import type { Backend, Device, Plan } from '../contracts.js';
import { type Gpu } from '../gpuJs.js';
import { compilePlan } from '../plan/compile.js';
import { compileTraining } from '../training/compileTraining.js';
import type { Adapter } from './adapters.js';

export interface DeviceParts extends Adapter {
  readonly backend: Backend;
  readonly reason: string;
  readonly maxBytes: number;
  readonly threads?: boolean;
  /** What all plans share; without it each has its own instance of gpu.js. */
  readonly gpu?: Gpu;
  readonly checkAlive?: (cause?: unknown) => void;
  readonly release?: () => Promise<void>;
}

/** A device, of what its backend is made of. */
export function deviceOf(parts: DeviceParts): Device {
  const { backend, adapter, software, reason, maxBytes, threads = false, gpu, checkAlive, release } = parts;
  const plans = new Set<Plan>();
  const compiler = { backend, maxBytes, threads, plans, ...(gpu && { gpu }), ...(checkAlive && { checkAlive }) };
  let closed: Promise<void> | undefined;

  async function close(): Promise<void> {
    await Promise.all([...plans].map((plan) => plan.close()));
    await gpu?.destroy();
    await release?.();
  }

  const device: Device = Object.freeze<Device>({
    kind: 'device',
    backend,
    adapter,
    software,
    reason,
    maxBytes,
    compile(shapes, build) {
      if (closed) {
        throw new RangeError(
          'compile: expected an open device, got one that was closed. Open another one: await openDevice().',
        );
      }
      checkAlive?.();
      return compilePlan(compiler, shapes, build);
    },
    compileTraining: (model, options) => compileTraining(device, model, options),
    close: () => (closed ??= close()),
  });
  return device;
}
