import type { Device } from '../contracts.js';
import { GPU, type Gpu } from '../gpuJs.js';
import { textureDrawing } from '../plan/webgl2/textureExecutor.js';
import { adapterOfWebgl2 } from './adapters.js';
import { deviceOf } from './deviceOf.js';
import { lostError } from './lost.js';

/**
 * A device over one context of WebGL 2, that of `given` or a new one.
 *
 * @throws Error where there is no WebGL 2 with float textures.
 */
export function openWebgl2(reason: string, given?: Gpu): Device {
  const found = adapterOfWebgl2();
  if (!found || !GPU.isWebGL2Supported) {
    throw new Error(
      'openDevice: expected WebGL 2 with float textures, got none here. It is a thing of browsers; take webgpu, webasm or cpu in Node.',
    );
  }
  const gpu = given ?? new GPU({ mode: 'webgl2' });
  return deviceOf({
    backend: 'webgl2',
    ...found,
    reason,
    execute: textureDrawing(gpu),
    checkAlive(cause) {
      // A lost context does what it is told without a word, and gives zeros.
      if (gpu.context?.isContextLost()) throw lostError(cause);
    },
    async release() {
      await gpu.destroy();
      // With the last kernel gpu.js gives its context back; where there was none, nobody has.
      if (!gpu.context?.isContextLost()) gpu.context?.getExtension('WEBGL_lose_context')?.loseContext();
    },
  });
}
