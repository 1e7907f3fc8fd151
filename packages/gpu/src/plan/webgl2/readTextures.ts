import type { FloatTexture } from './floatTexture.js';

/** The numbers of each texture, row by row. Waits until the GPU has worked them out. */
export function readTextures(gl: WebGL2RenderingContext, textures: readonly FloatTexture[]): Float32Array[] {
  const framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  let isTight: boolean | undefined;
  const all = textures.map(({ texture, size: [width, height], shape: { rows, columns } }) => {
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    isTight ??= gl.getParameter(gl.IMPLEMENTATION_COLOR_READ_FORMAT) === gl.RED;
    // Four numbers a texel is the one format that every platform has to offer.
    const [format, stride] = isTight ? [gl.RED, 1] : [gl.RGBA, 4];
    const numbers = new Float32Array(stride * width * height);
    gl.readPixels(0, 0, width, height, format, gl.FLOAT, numbers);
    if (!isTight) return Float32Array.from({ length: rows * columns }, (_, i) => numbers[stride * i]);
    return numbers.slice(0, rows * columns);
  });
  gl.deleteFramebuffer(framebuffer);
  return all;
}
