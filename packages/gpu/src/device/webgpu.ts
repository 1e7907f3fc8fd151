import { WebGPUContext, type WebgpuContext } from '../gpuJs.js';
import type { Limits } from './adapters.js';
import { lostError } from './lost.js';

export interface WebgpuAccess extends Limits {
  readonly adapter: GPUAdapter;
  /** @throws Error when the device is lost or has failed. */
  readonly checkAlive: (cause?: unknown) => void;
  /** To be called once for each access: the last one frees the GPU. */
  readonly release: () => Promise<void>;
}

/** `navigator.gpu` of Node, where nobody else has brought it: kept, since each one costs memory that never comes back. */
let brought: Promise<GPU> | undefined;
/** Takes it from where it was put. */
let takeBack: (() => void) | undefined;
let users = 0;
/** What the GPU could not do, by device: gpu.js prints it and goes on with zeros. */
const failures = new WeakMap<GPUDevice, string>();

/**
 * The one WebGPU device that gpu.js shares among all its instances. In Node, `navigator.gpu` is brought by the package
 * `webgpu`, where nobody else has.
 *
 * @throws Error where there is no WebGPU or no adapter.
 */
export async function acquireWebgpu(): Promise<WebgpuAccess> {
  users++;
  try {
    if (!globalThis.navigator?.gpu) install(await (brought ??= bringGpu()));
    const context = await acquiredContext();
    const { adapter, device } = context;
    device.onuncapturederror = ({ error }) => failures.set(device, error.message);
    const { maxStorageBufferBindingSize, maxBufferSize, maxStorageBuffersPerShaderStage } = device.limits;
    return {
      adapter,
      maxBytes: Math.min(maxStorageBufferBindingSize, maxBufferSize),
      // One is for what it writes.
      maxInputs: maxStorageBuffersPerShaderStage - 1,
      checkAlive: (cause) => checkAlive(context, cause),
      release: once(() => release(context)),
    };
  } catch (error) {
    await release();
    throw error;
  }
}

async function acquiredContext(): Promise<WebgpuContext> {
  try {
    return await WebGPUContext.acquire();
  } catch (cause) {
    throw new Error(
      'openDevice: expected a WebGPU adapter, got none. Install a driver with Vulkan, Metal or Direct3D 12, or take the backend webasm or cpu.',
      { cause },
    );
  }
}

function checkAlive({ device, isLost }: WebgpuContext, cause: unknown): void {
  if (isLost) throw lostError(cause);
  const failure = failures.get(device);
  if (failure !== undefined) {
    throw new Error(
      `run: expected the GPU to do as it was told, got "${failure}". Nothing that it gave since can be trusted: open another device, and ask for less at once.`,
      { cause },
    );
  }
}

async function release(context?: WebgpuContext): Promise<void> {
  users--;
  // With a handler a device stays in memory for good: the handler holds the device, and the device the handler.
  if (context && (users === 0 || context.isLost)) context.device.onuncapturederror = null;
  if (users > 0) return;
  takeBack?.();
  await WebGPUContext.destroy();
}

function install(gpu: GPU): void {
  // Node 20 has no navigator at all; later ones have one without a GPU.
  const [holder, name, value] = globalThis.navigator
    ? ([globalThis.navigator, 'gpu', gpu] as const)
    : ([globalThis, 'navigator', { gpu }] as const);
  Object.defineProperty(holder, name, { value, configurable: true });
  takeBack = () => {
    Reflect.deleteProperty(holder, name);
    takeBack = undefined;
  };
}

async function bringGpu(): Promise<GPU> {
  const { create, globals } = await webgpuPackage();
  Object.assign(globalThis, globals);
  return create([]);
}

async function webgpuPackage(): Promise<{ create: (options: string[]) => GPU; globals: object }> {
  try {
    // A name that bundlers do not follow: browsers bring their own.
    const name = 'webgpu';
    return (await import(/* @vite-ignore */ name)) as { create: (options: string[]) => GPU; globals: object };
  } catch (cause) {
    throw new Error(
      'openDevice: expected WebGPU, got a platform without navigator.gpu. In Node, npm install webgpu; or take the backend webasm or cpu.',
      { cause },
    );
  }
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= action());
}
