/** gpu.js as this package uses it: its own declarations leave out some of it, and some are not so. */
import * as gpuJs from 'gpu.js';

/** The one device that all instances in mode webgpu share. */
export interface WebgpuContext {
  readonly adapter: GPUAdapter;
  readonly device: GPUDevice;
  readonly isLost: boolean;
}

/** A kernel that was created: inside a pipeline it takes and gives handles. */
export interface Kernel {
  (...args: readonly unknown[]): unknown;
  readonly destroy: () => void;
}

/** One that draws with WebGL. */
export interface GlKernel extends Kernel {
  /** The kernel itself: that of another mode where gpu.js took one instead. */
  readonly kernel: { readonly constructor: { readonly mode?: string }; readonly fallbackReason?: string | null };
  readonly constants: Record<string, unknown>;
  /** There once it was built. */
  readonly framebuffer: WebGLFramebuffer | null;
  /** The largest texture that any kernel of the context has drawn into, or was to. */
  readonly maxTexSize: readonly [number, number] | null;
  /** Makes it draw into that texture. */
  readonly onActivate: (before: { readonly texture: unknown }) => void;
}

export interface Pipeline {
  (...args: readonly unknown[]): Promise<readonly (Float32Array | readonly Float32Array[])[]>;
  readonly backend: string;
  readonly executorKind: string;
  readonly fallbackReason: string | null;
  /** Where kernels run one by one: each of them, or what took its place. */
  readonly plan: {
    readonly genericClones: ReadonlyMap<
      string,
      { readonly kernel: { readonly constructor: { readonly mode?: string }; readonly fallbackReason?: string | null } }
    >;
  } | null;
  readonly destroy: () => Promise<void>;
}

export interface Gpu {
  /** Where it draws with WebGL: what it draws with. */
  readonly context?: WebGL2RenderingContext;
  readonly createKernel: (source: string, settings: object) => Kernel;
  readonly createPipeline: (orchestrate: (...handles: unknown[]) => readonly unknown[], settings: object) => Pipeline;
  readonly destroy: () => Promise<void>;
}

interface GpuClass {
  new (settings: { mode: string }): Gpu;
  readonly isWebAssemblySupported: boolean;
  readonly isWebGL2Supported: boolean;
  readonly WebGPUContext?: WebgpuContexts;
}

interface WebgpuContexts {
  readonly acquire: () => Promise<WebgpuContext>;
  readonly destroy: () => Promise<void>;
}

interface Utils {
  /** The width and height of the texture that a kernel with that output draws into. */
  readonly getKernelTextureSize: (settings: object, output: readonly number[]) => Int32Array;
}

const exported = gpuJs as unknown as {
  GPU: GpuClass;
  /** A flat array that is read as one of [columns, rows]. */
  input: (data: Float32Array, size: readonly number[]) => unknown;
  utils: Utils;
  WebGPUContext?: WebgpuContexts;
};

export const { GPU, input, utils } = exported;

/** The bundle for browsers hangs it on the class. */
export const WebGPUContext = (exported.WebGPUContext ?? exported.GPU.WebGPUContext)!;
