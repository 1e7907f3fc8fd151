/** Who computes. */
export interface Adapter {
  readonly adapter: string;
  readonly software: boolean;
}

/** What it can do at once. */
export interface Limits {
  /** The largest matrix. */
  readonly maxBytes: number;
  /** How many matrices a kernel reads, at most. */
  readonly maxInputs: number;
}

/** Names under which processors play a GPU. */
const softwareNames = /swiftshader|llvmpipe|softpipe|lavapipe|software|microsoft basic render|warp/i;

export function adapterOfWebgpu(adapter: GPUAdapter): Adapter {
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const words = [vendor, architecture, device, description].filter((word) => word !== '');
  const name = [...new Set(words)].join(' ') || 'a GPU that does not tell its name';
  return { adapter: name, software: isFallbackAdapter === true || softwareNames.test(name) };
}

/** What WebGL 2 draws with, what one texture of floats holds, and how many a kernel reads; undefined where there is none. */
export function adapterOfWebgl2(): (Adapter & Limits) | undefined {
  if (typeof OffscreenCanvas === 'undefined') return undefined;
  const context = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!context?.getExtension('EXT_color_buffer_float')) return undefined;
  const names = context.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(context.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : context.RENDERER));
  const side = Number(context.getParameter(context.MAX_TEXTURE_SIZE));
  const maxInputs = Number(context.getParameter(context.MAX_TEXTURE_IMAGE_UNITS));
  // A page has only so many contexts: this one was for asking.
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return { adapter: renderer, software: softwareNames.test(renderer), maxBytes: 4 * side * side, maxInputs };
}
