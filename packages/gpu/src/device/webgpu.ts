import { WebGPUContext } from '../gpuJs.js';

export interface WebgpuAccess {
  readonly adapter: GPUAdapter;
  readonly maxBytes: number;
  /** To be called once for each access: the last one frees the GPU. */
  readonly release: () => Promise<void>;
}

let users = 0;
let broughtByUs = false;

/**
 * The one WebGPU device that gpu.js shares among all its instances. In Node, `navigator.gpu` is brought by the package
 * `webgpu`, where nobody else has.
 *
 * @throws Error where there is no WebGPU or no adapter.
 */
export async function acquireWebgpu(): Promise<WebgpuAccess> {
  if (!globalThis.navigator?.gpu) await bringWebgpu();
  users++;
  try {
    const { adapter, device } = await WebGPUContext.acquire();
    const { maxStorageBufferBindingSize, maxBufferSize } = device.limits;
    return { adapter, maxBytes: Math.min(maxStorageBufferBindingSize, maxBufferSize), release: once(release) };
  } catch (cause) {
    await release();
    throw new Error(
      'openDevice: expected a WebGPU adapter, got none. Install a driver with Vulkan, Metal or Direct3D 12, or take the backend webasm or cpu.',
      { cause },
    );
  }
}

async function release(): Promise<void> {
  users--;
  if (users > 0) return;
  await WebGPUContext.destroy();
  if (broughtByUs) Reflect.deleteProperty(globalThis, 'navigator');
  broughtByUs = false;
}

async function bringWebgpu(): Promise<void> {
  const { create, globals } = await webgpuPackage();
  Object.assign(globalThis, globals);
  const before = globalThis.navigator as Navigator | undefined;
  Object.defineProperty(globalThis, 'navigator', {
    value: { gpu: create([]), hardwareConcurrency: before?.hardwareConcurrency, userAgent: before?.userAgent },
    configurable: true,
    writable: true,
  });
  broughtByUs = true;
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
