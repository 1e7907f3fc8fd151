import { knownOptions, lookup } from '@handgrad/core-math';
import type { Backend, Device } from '../contracts.js';
import { GPU } from '../gpuJs.js';
import { pipelines } from '../plan/pipelineExecutor.js';
import { adapterOfWebgpu } from './adapters.js';
import { deviceOf } from './deviceOf.js';
import { referenceDevice } from './referenceDevice.js';
import { openWebgl2 } from './webgl2.js';
import { acquireWebgpu } from './webgpu.js';

export interface DeviceOptions {
  /** 'auto' unless given: the GPU where a real one answers, else the plain TypeScript reference. */
  readonly backend?: 'auto' | Backend;
  /** Whether 'webasm' may use threads where the platform has them; true unless given. */
  readonly threads?: boolean;
}

/**
 * Opens a device to compute on: a GPU through WebGPU or WebGL 2, or what gpu.js has where there is none.
 *
 * 'auto' takes WebGPU, then WebGL 2, where an adapter answers that is no software; else it is the plain TypeScript
 * reference, which is faster than any software adapter, and `reason` says so. A backend that is asked for by name runs,
 * software or not, or is an error. In Node, WebGPU comes from the package `webgpu` (0.6.2 and later).
 *
 * @throws RangeError for an unknown backend or option; Error where the backend that was asked for cannot run here.
 * @example
 * const device = await openDevice({ backend: 'cpu' });
 * device.backend // => 'cpu'
 * await device.close();
 */
export async function openDevice(options: DeviceOptions = {}): Promise<Device> {
  const { backend = 'auto', threads } = knownOptions('openDevice', options, ['backend', 'threads']);
  lookup(openers, backend, 'openDevice (backend)');
  if (threads !== undefined && typeof threads !== 'boolean') {
    throw new TypeError(
      `openDevice: expected threads to be true or false, got ${String(threads)}. Leave it out for true.`,
    );
  }
  return openers[backend](threads);
}

const openers: Readonly<Record<'auto' | Backend, (threads?: boolean) => Promise<Device>>> = {
  auto: openAuto,
  webgpu: async () => openWebgpu('WebGPU was asked for'),
  webgl2: async () => openWebgl2('WebGL 2 was asked for'),
  webasm: async (threads) => openWebasm(threads),
  cpu: async () =>
    deviceOf({
      backend: 'cpu',
      adapter: 'JavaScript',
      software: true,
      reason: 'JavaScript kernels were asked for',
      ...arrays,
      execute: pipelines('cpu'),
    }),
};

/** gpu.js flattens into one typed array; V8's have at most 2^33 - 1 bytes and more, WebAssembly memory 2^32. */
const arrays = { maxBytes: 2 ** 32 - 1, maxInputs: Infinity };

async function openAuto(): Promise<Device> {
  const reasons: string[] = [];
  for (const [open, name] of [
    [openWebgpu, 'WebGPU'],
    [openWebgl2, 'WebGL 2'],
  ] as const) {
    try {
      const device = await open(`a GPU answers through ${name}`);
      if (!device.software) return device;
      reasons.push(`${name} has only the software adapter ${device.adapter}`);
      await device.close();
    } catch (error) {
      reasons.push(error instanceof Error ? firstSentence(error.message) : String(error));
    }
  }
  return referenceDevice(`no real GPU answers, and without one plain TypeScript is the fastest: ${reasons.join('; ')}`);
}

function firstSentence(message: string): string {
  return message.replace(/^openDevice: /, '').split(/\. /)[0];
}

async function openWebgpu(reason: string): Promise<Device> {
  const { adapter, ...access } = await acquireWebgpu();
  return deviceOf({ backend: 'webgpu', ...adapterOfWebgpu(adapter), ...access, reason, execute: pipelines('webgpu') });
}

function openWebasm(allowed = true): Device {
  if (!GPU.isWebAssemblySupported) {
    throw new Error('openDevice: expected WebAssembly, got a platform without it. Take the backend cpu.');
  }
  // In browsers only pages that are cross-origin isolated have it.
  const threads = allowed && typeof SharedArrayBuffer !== 'undefined';
  return deviceOf({
    backend: 'webasm',
    adapter: threads ? 'WebAssembly with threads' : 'WebAssembly, one thread',
    software: true,
    reason: 'WebAssembly was asked for',
    ...arrays,
    execute: pipelines('webasm', { threads }),
  });
}
