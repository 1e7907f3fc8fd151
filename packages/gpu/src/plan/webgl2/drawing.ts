import type { Size } from './floatTexture.js';

interface Texture {
  readonly texture: WebGLTexture;
  readonly size: Size;
}

/** Works out each texel of `into`, from textures and whole numbers by the names that the shader has for them. */
export type Drawing = (
  into: Texture,
  textures: Readonly<Record<string, Texture>>,
  numbers?: Readonly<Record<string, number>>,
) => void;

/**
 * A fragment shader of our own: it declares what it is given, and writes `result`.
 *
 * @throws Error where it does not compile.
 */
export function drawing(gl: WebGL2RenderingContext, fragment: string): Drawing {
  const program = gl.createProgram();
  for (const [type, text] of [
    [gl.VERTEX_SHADER, corners],
    [gl.FRAGMENT_SHADER, head + fragment],
  ] as const) {
    const shader = gl.createShader(type)!;
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    // It goes with the program.
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(String(gl.getProgramInfoLog(program)));
  const vertices = gl.createVertexArray();
  const framebuffer = gl.createFramebuffer();

  return ({ texture, size: [width, height] }, textures, numbers = {}) => {
    gl.useProgram(program);
    gl.bindVertexArray(vertices);
    gl.viewport(0, 0, width, height);
    gl.scissor(0, 0, width, height);
    for (const [unit, [name, one]] of Object.entries(textures).entries()) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, one.texture);
      gl.uniform1i(gl.getUniformLocation(program, name), unit);
    }
    for (const [name, one] of Object.entries(numbers)) gl.uniform1i(gl.getUniformLocation(program, name), one);
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    // A framebuffer keeps its texture, deleted or not.
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, null, 0);
  };
}

/** One triangle that covers everything. */
const corners = `#version 300 es
void main() {
  gl_Position = vec4(gl_VertexID == 1 ? 3 : -1, gl_VertexID == 2 ? 3 : -1, 0, 1);
}`;

const head = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
out vec4 result;`;
