/** gpu.js as this package uses it: its own declarations leave out some of it, and some are not so. */
import * as gpuJs from 'gpu.js';

export interface WebgpuContext {
  readonly acquire: () => Promise<{
    readonly adapter: GPUAdapter;
    readonly device: GPUDevice;
    readonly isLost: boolean;
  }>;
  readonly destroy: () => Promise<void>;
}

/** A kernel that was created: inside a pipeline it takes and gives handles. */
export type Kernel = (...args: readonly unknown[]) => unknown;

export interface Pipeline {
  (...args: readonly unknown[]): Promise<readonly (Float32Array | readonly Float32Array[])[]>;
  readonly backend: string;
  readonly executorKind: string;
  readonly fallbackReason: string | null;
  readonly destroy: () => Promise<void>;
}

export interface Gpu {
  readonly createKernel: (source: string, settings: object) => Kernel;
  readonly createPipeline: (orchestrate: (...handles: unknown[]) => readonly unknown[], settings: object) => Pipeline;
  readonly destroy: () => Promise<void>;
}

interface GpuClass {
  new (settings: { mode: string }): Gpu;
  readonly isWebAssemblySupported: boolean;
  readonly isWebGL2Supported: boolean;
  readonly WebGPUContext?: WebgpuContext;
}

const exported = gpuJs as unknown as {
  GPU: GpuClass;
  /** A flat array that is read as one of [columns, rows]. */
  input: (data: Float32Array, size: readonly number[]) => unknown;
  WebGPUContext?: WebgpuContext;
};

export const { GPU, input } = exported;

/** The bundle for browsers hangs it on the class. */
export const WebGPUContext = (exported.WebGPUContext ?? exported.GPU.WebGPUContext)!;
