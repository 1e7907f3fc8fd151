import { lookup } from '@handgrad/core-math';
import type { TrainingDevice } from '@handgrad/mlp';

/** What `--device` takes. */
const deviceNames = { none: true, auto: true, webgpu: true, webgl2: true, webasm: true, cpu: true } as const;
export type DeviceName = keyof typeof deviceNames;

/** What this command needs of a device of `@handgrad/gpu`, which may not be installed. */
export interface OpenDevice extends TrainingDevice {
  readonly adapter: string;
  readonly software: boolean;
  readonly reason: string;
  readonly close: () => Promise<void>;
}

interface GpuPackage {
  readonly openDevice: (options: { readonly backend: string }) => Promise<OpenDevice>;
}

/**
 * Does something while a device is open, or without one for 'none'.
 *
 * @throws RangeError for an unknown name; Error where the package or the device is not there, with what to do.
 */
export async function withDevice<Result>(
  name: DeviceName,
  act: (device: OpenDevice | undefined) => Promise<Result>,
  gpuPackage = '@handgrad/gpu',
): Promise<Result> {
  lookup(deviceNames, name, '--device');
  if (name === 'none') return act(undefined);
  const device = await opened(name, await loaded(gpuPackage));
  try {
    return await act(device);
  } finally {
    await device.close();
  }
}

/** The package brings gpu.js, which is large: whoever wants no device need not install it. */
async function loaded(gpuPackage: string): Promise<GpuPackage> {
  try {
    return (await import(/* @vite-ignore */ gpuPackage)) as GpuPackage;
  } catch (cause) {
    throw new Error(
      `--device: expected the package ${gpuPackage} to be installed, got the error "${firstLine(cause)}". Run npm install @handgrad/gpu webgpu, or leave --device out.`,
      { cause },
    );
  }
}

async function opened(backend: DeviceName, { openDevice }: GpuPackage): Promise<OpenDevice> {
  try {
    return await openDevice({ backend });
  } catch (cause) {
    const why = firstLine(cause).replace(/^openDevice: /, '');
    throw new Error(`--device ${backend}: ${why} Or pass --device auto, which takes what is there.`, { cause });
  }
}

/** "webgpu (google swiftshader, no real GPU)" */
export function deviceLabel({ backend, adapter, software }: OpenDevice): string {
  return `${backend} (${adapter}${software ? ', no real GPU' : ''})`;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
}
