import type { Shape } from '../../contracts.js';
import type { GlKernel, Gpu } from '../../gpuJs.js';
import { kernelText } from '../../portable/kernelTexts.js';
import { kernelSettings } from '../kernelSettings.js';
import { residentName, type KernelText } from '../operations.js';
import type { FloatTexture } from './floatTexture.js';

/** As many kernels that no open plan runs are kept for plans to come; the one that was let go first makes room. */
const mostIdle = 256;

/** Kernels that all plans of a device share. */
export interface KeptKernels {
  /** The kernel for matrices of these shapes: kept for as long as somebody holds it, and a while longer. */
  readonly hold: (text: KernelText, args: readonly Shape[]) => KeptKernel;
  /** Each as often as it was held. */
  readonly letGo: (kernels: readonly KeptKernel[]) => void;
}

/**
 * The kernels of a device, each compiled once for all steps of all plans: where a processor plays the GPU, that takes as long
 * as a thousand small matrices. Kernels are programs and hold no numbers; textures belong to plans.
 */
export function keptKernels(gpu: Gpu): KeptKernels {
  const all = new Map<string, KeptKernel>();
  return {
    hold(text, args) {
      const key = keyOf(text, args);
      const kernel = all.get(key) ?? new KeptKernel(gpu, key, text);
      all.set(key, kernel);
      kernel.holders++;
      return kernel;
    },
    letGo(kernels) {
      for (const kernel of kernels) {
        kernel.holders--;
        kernel.forgetResult();
        // Maps keep the order in which keys came.
        all.delete(kernel.key);
        all.set(kernel.key, kernel);
      }
      const idle = [...all.values()].filter(({ holders }) => holders === 0);
      for (const kernel of idle.slice(0, -mostIdle)) {
        all.delete(kernel.key);
        kernel.destroy();
      }
    },
  };
}

export class KeptKernel {
  holders = 0;
  private readonly kernel: GlKernel;
  private vertices: WebGLVertexArrayObject | undefined;

  constructor(
    private readonly gpu: Gpu,
    readonly key: string,
    text: KernelText,
  ) {
    this.kernel = gpu.createKernel(text.source, {
      ...kernelSettings(text),
      constants: {},
      pipeline: true,
      // Phones compute with fewer digits unless they are asked for all.
      tactic: 'precision',
    }) as GlKernel;
  }

  /** @throws Error where gpu.js cannot compile it, or takes another backend instead. */
  run(args: readonly FloatTexture[], residents: readonly FloatTexture[], result: FloatTexture): void {
    const { kernel } = this;
    const gl = this.gpu.context!;
    // gpu.js sets corners and viewport for all kernels when it builds one. When that one goes, or is not built in the end,
    // all others would draw nothing, and their last results be taken for new ones.
    this.vertices ??= gl.createVertexArray();
    gl.bindVertexArray(this.vertices);
    if (kernel.maxTexSize) gl.viewport(0, 0, ...kernel.maxTexSize);
    for (const [i, resident] of residents.entries()) kernel.constants[residentName(i)] = resident;
    kernel.onActivate({ texture: result });
    if (kernel(...args) === result) return;
    const { constructor, fallbackReason } = kernel.kernel;
    throw new Error(`they ran on ${constructor.mode}${fallbackReason ? `, because ${fallbackReason}` : ''}`);
  }

  /** A framebuffer keeps the texture that it last drew into, deleted or not. */
  forgetResult(): void {
    const { framebuffer } = this.kernel;
    if (!framebuffer) return;
    const gl = this.gpu.context!;
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, null, 0);
  }

  destroy(): void {
    // The texture is a plan's.
    this.kernel.onActivate({ texture: null });
    this.kernel.destroy();
    if (this.vertices) this.gpu.context!.deleteVertexArray(this.vertices);
  }
}

/** The same for kernels that compile to the same program. */
function keyOf({ source, functions, shape, residents }: KernelText, args: readonly Shape[]): string {
  const shapes = [shape, ...args, ...residents].map(({ rows, columns }) => `${rows} x ${columns}`);
  return [...shapes, source, ...functions.map(kernelText)].join('\n');
}
