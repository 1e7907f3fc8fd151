import type { Backend, Device, Plan } from '../contracts.js';
import { compilePlan } from '../plan/compile.js';
import type { Execute } from '../plan/executor.js';
import { compileTraining } from '../training/compileTraining.js';
import type { Adapter, Limits } from './adapters.js';

export interface DeviceParts extends Adapter, Limits {
  readonly backend: Backend;
  readonly reason: string;
  readonly execute: Execute;
  readonly checkAlive?: (cause?: unknown) => void;
  readonly release?: () => Promise<void>;
}

/** A device, of what its backend is made of. */
export function deviceOf(parts: DeviceParts): Device {
  const { backend, adapter, software, reason, maxBytes, maxInputs, execute, checkAlive, release } = parts;
  const plans = new Set<Plan>();
  const compiler = { backend, maxBytes, maxInputs, execute, plans, ...(checkAlive && { checkAlive }) };
  let closed: Promise<void> | undefined;

  async function close(): Promise<void> {
    await Promise.all([...plans].map((plan) => plan.close()));
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
