import type { Shape } from '../../contracts.js';
import { utils } from '../../gpuJs.js';

export type Size = readonly [width: number, height: number];

/** A matrix on the GPU, one float a texel, in the form in which kernels of gpu.js take and give them. */
export class FloatTexture {
  readonly type = 'ArrayTexture(1)';
  readonly texture: WebGLTexture;
  readonly size: Size;
  readonly dimensions: readonly number[];

  constructor(
    readonly context: WebGL2RenderingContext,
    readonly shape: Shape,
  ) {
    const gl = context;
    this.dimensions = [shape.columns, shape.rows, 1];
    this.size = sizeOf(shape, gl.getParameter(gl.MAX_TEXTURE_SIZE) as number);
    this.texture = newTexture(gl, gl.R32F, this.size);
  }

  /** Numbers row by row. */
  write(numbers: Float32Array): void {
    const gl = this.context;
    const [width, height] = this.size;
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RED, gl.FLOAT, filled(numbers, width * height));
  }

  /** What gpu.js asks of a texture before it draws into it: that nobody else reads it, is seen to by whoever gave it. */
  beforeMutate(): boolean {
    return false;
  }

  delete(): void {
    this.context.deleteTexture(this.texture);
  }
}

/** A texture whose texels are looked up as they are. */
export function newTexture(gl: WebGL2RenderingContext, format: GLenum, [width, height]: Size): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, format, width, height);
  // Floats are not to be mixed with their neighbours, and without levels of detail nothing else is complete.
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  return texture;
}

/** As gpu.js has it for the results of kernels: a row of texels for each row, or about as many rows as columns for one row. */
function sizeOf({ rows, columns }: Shape, side: number): Size {
  const fits = rows <= side && columns <= side;
  const [width, height] = utils.getKernelTextureSize({}, fits ? [columns, rows] : [rows * columns]);
  return [width, height];
}

/** What is left of the last row of texels is not looked at, but must be there. */
function filled(numbers: Float32Array, length: number): Float32Array {
  if (numbers.length === length) return numbers;
  const all = new Float32Array(length);
  all.set(numbers);
  return all;
}
