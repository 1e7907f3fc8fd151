import type { ProductOf } from '../operations.js';
import { drawing } from './drawing.js';
import { newTexture, type FloatTexture, type Size } from './floatTexture.js';

export interface PackedProducts {
  /** Whether a product fits, and is worth the packing. */
  readonly suits: (product: ProductOf) => boolean;
  /** `sources` are what the kernel is given, then its residents. */
  readonly run: (product: ProductOf, sources: readonly FloatTexture[], result: FloatTexture) => void;
}

/** With fewer terms packing costs more than it saves. */
const fewestTerms = 2 ** 16;

/**
 * C = A B + b, with four numbers a texel
 *
 * The left factor is packed along the inner index, the right one along its columns: so five texels are fetched for sixteen
 * terms, where `multiplySource` fetches two for each, and fetching is what takes the time. A B, A^T B and A B^T of 128 x 784 x
 * 512 take 0.20 to 0.36 of its time in SwiftShader (2026-11-22; fetching single texels without gpu.js's arithmetic of indexes:
 * 1.0 to 1.2), and 32 x 64 x 32 about as long. The three programs are the same for all shapes.
 */
export function packedProducts(gl: WebGL2RenderingContext): PackedProducts {
  gl.getExtension('EXT_color_buffer_float');
  const side = gl.getParameter(gl.MAX_TEXTURE_SIZE) as number;
  const [packed, multiplied, unpacked] = [pack, multiply, unpack].map((shader) => drawing(gl, shader));

  return {
    suits: ({ rows, inner, columns }) =>
      rows * inner * columns >= fewestTerms && Math.max(rows, inner + 3, columns) <= side,
    run({ rows, inner, columns, transposeLeft, transposeRight, left, right, plus }, sources, result) {
      const [depth, width] = [Math.ceil(inner / 4), Math.ceil(columns / 4)];
      const sizes: Size[] = [
        [depth, rows],
        [width, 4 * depth],
        [width, rows],
      ];
      const all = sizes.map((size) => ({ texture: newTexture(gl, gl.RGBA32F, size), size }));
      const [a, b, c] = all;
      packed(a, { source: sources[left] }, { rows, columns: inner, isTransposed: Number(transposeLeft) });
      packed(b, { source: sources[right] }, { rows: inner, columns, isTransposed: Number(transposeRight) });
      multiplied(c, { left: a, right: b });
      // A sampler wants a texture, looked up or not.
      unpacked(
        result,
        { sums: c, plus: sources[plus ?? left] },
        { width: result.size[0], columns, hasPlus: Number(plus !== undefined) },
      );
      for (const { texture } of all) gl.deleteTexture(texture);
    },
  };
}

/** Zeros stand where a row or a column is beyond the last. */
const pack = `
uniform sampler2D source;
uniform int rows, columns, isTransposed;
float entry(int row, int column) {
  if (row >= rows || column >= columns) return 0.0;
  int i = isTransposed == 1 ? column * rows + row : row * columns + column;
  int width = textureSize(source, 0).x;
  return texelFetch(source, ivec2(i % width, i / width), 0).r;
}
void main() {
  int row = int(gl_FragCoord.y), column = 4 * int(gl_FragCoord.x);
  result = vec4(entry(row, column), entry(row, column + 1), entry(row, column + 2), entry(row, column + 3));
}`;

/** In four sums side by side, as in `multiplySource`. */
const multiply = `
uniform sampler2D left, right;
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  int depth = textureSize(left, 0).x;
  vec4 s0 = vec4(0), s1 = vec4(0), s2 = vec4(0), s3 = vec4(0);
  for (int k = 0; k < depth; k++) {
    vec4 a = texelFetch(left, ivec2(k, at.y), 0);
    s0 += a.x * texelFetch(right, ivec2(at.x, 4 * k), 0);
    s1 += a.y * texelFetch(right, ivec2(at.x, 4 * k + 1), 0);
    s2 += a.z * texelFetch(right, ivec2(at.x, 4 * k + 2), 0);
    s3 += a.w * texelFetch(right, ivec2(at.x, 4 * k + 3), 0);
  }
  result = (s0 + s1) + (s2 + s3);
}`;

const unpack = `
uniform sampler2D sums, plus;
uniform int width, columns, hasPlus;
void main() {
  int i = int(gl_FragCoord.y) * width + int(gl_FragCoord.x);
  int column = i % columns;
  float sum = texelFetch(sums, ivec2(column / 4, i / columns), 0)[column % 4];
  if (hasPlus == 1) {
    int across = textureSize(plus, 0).x;
    sum += texelFetch(plus, ivec2(column % across, column / across), 0).r;
  }
  result = vec4(sum);
}`;
