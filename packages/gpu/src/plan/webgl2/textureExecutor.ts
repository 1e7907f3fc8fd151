import type { Shape } from '../../contracts.js';
import type { Gpu } from '../../gpuJs.js';
import type { Execute, Executor } from '../executor.js';
import type { Trace } from '../trace.js';
import { FloatTexture } from './floatTexture.js';
import { keptKernels, type KeptKernels } from './keptKernels.js';
import { packedProducts, type PackedProducts } from './packedProduct.js';
import { placesFor } from './places.js';
import { readTextures } from './readTextures.js';

/**
 * Plans as kernels that draw from textures into textures, one after another; only the outputs come back.
 *
 * gpu.js makes pipelines on WebGL 2 too, but compiles every kernel anew for each plan, and in it for each place that a result
 * takes: half a minute for the largest plans where a processor plays the GPU. Here plans share kernels.
 */
export function textureDrawing(gpu: Gpu): Execute {
  const kernels = keptKernels(gpu);
  let products: PackedProducts | undefined;
  return (trace) => textureExecutor(gpu, trace, kernels, (gl) => (products ??= packedProducts(gl)));
}

function textureExecutor(
  gpu: Gpu,
  trace: Trace,
  kernels: KeptKernels,
  productsOn: (gl: WebGL2RenderingContext) => PackedProducts,
): Executor {
  const places = placesFor(trace);
  const shapes = shapesOf(trace);
  const steps = trace.steps.map(({ kernel, args, result }) => {
    const text = trace.kernels[kernel];
    const argShapes = args.map((arg) => shapes[arg]);
    return { kernel: kernels.hold(text, argShapes), text, args, result };
  });
  // There since the first kernel was made.
  const gl = gpu.context!;
  // From the first run on: a plan that never runs takes no memory of the GPU.
  let textures: Textures | undefined;

  return {
    // All of it happens before this returns: no run comes between the steps of another.
    async run(inputs) {
      textures ??= texturesFor(gl, trace, places.shapes);
      const { standing, residents } = textures;
      const at = (value: number): FloatTexture => standing[places.of.get(value)!];
      for (const [i, numbers] of inputs.entries()) if (places.of.has(i)) at(i).write(numbers);
      for (const { kernel, text, args, result } of steps) {
        const given = args.map(at);
        const own = text.residents.map((one) => residents.get(one)!);
        const isPacked = text.product && productsOn(gl).suits(text.product);
        if (isPacked) productsOn(gl).run(text.product, [...given, ...own], at(result));
        else kernel.run(given, own, at(result));
      }
      const results = readTextures(
        gl,
        trace.outputs.map(({ value }) => at(value)),
      );
      checkDone(gl);
      return results;
    },
    async close() {
      kernels.letGo(steps.map(({ kernel }) => kernel));
      if (textures) for (const one of [...textures.standing, ...textures.residents.values()]) one.delete();
    },
  };
}

interface Textures {
  /** One for each place. */
  readonly standing: readonly FloatTexture[];
  readonly residents: ReadonlyMap<Shape, FloatTexture>;
}

function texturesFor(gl: WebGL2RenderingContext, { kernels }: Trace, places: readonly Shape[]): Textures {
  const all = new Set(kernels.flatMap(({ residents }) => residents));
  const residents = new Map([...all].map((one) => [one, new FloatTexture(gl, one)]));
  for (const [{ data }, texture] of residents) texture.write(data);
  return { standing: places.map((shape) => new FloatTexture(gl, shape)), residents };
}

/** The shape of each value. */
function shapesOf({ inputs, kernels, steps }: Trace): readonly Shape[] {
  const shapes = [...inputs];
  for (const { kernel, result } of steps) shapes[result] = kernels[kernel].shape;
  return shapes;
}

/** @throws Error when WebGL did not do as it was told, which it says only when it is asked. */
function checkDone(gl: WebGL2RenderingContext): void {
  const codes: number[] = [];
  for (let code = gl.getError(); code !== gl.NO_ERROR; code = gl.getError()) codes.push(code);
  if (codes.length === 0) return;
  throw new Error(codes.includes(gl.OUT_OF_MEMORY) ? 'no memory is left' : `error ${codes.join(', ')} of WebGL`);
}
