// WebGPU for Node that computes on any machine: Dawn, of the package webgpu, with SwiftShader for a GPU.
import { cpSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromiumVersion, runsHere, unpackArchive, unpackedOnce } from './unpacked.mjs';

const require = createRequire(import.meta.url);
const webgpuPackage = dirname(require.resolve('webgpu'));

/**
 * The package webgpu in a copy that computes on SwiftShader whatever drivers the machine has; where SwiftShader does not
 * run, the package itself, which takes the machine's driver.
 *
 * @returns {Promise<string>} its folder
 */
export async function ensureDawn() {
  if (!runsHere) return webgpuPackage;
  const { version } = require(join(webgpuPackage, 'package.json'));
  return unpackedOnce(`webgpu-${version}-swiftshader-${chromiumVersion}`, async (folder) => {
    const platform = join('dist', `${process.platform}-${process.arch}`);
    for (const part of ['package.json', 'index.js', platform]) {
      cpSync(join(webgpuPackage, part), join(folder, part), { recursive: true });
    }
    await unpackArchive('swiftshader.tar.br', join(folder, 'swiftshader'));
    // Dawn looks for a Vulkan loader beside itself first, and SwiftShader can be taken for one.
    renameSync(join(folder, 'swiftshader/libvk_swiftshader.so'), join(folder, platform, 'libvulkan.so.1'));
  });
}

/** Gives Node the `navigator.gpu` that browsers have. */
export async function installNodeWebgpu() {
  if (globalThis.navigator?.gpu) return;
  const { create, globals } = await import(pathToFileURL(join(await ensureDawn(), 'index.js')).href);
  Object.assign(globalThis, globals);
  // Node 20 has no navigator at all; later ones have one without a GPU.
  if (!globalThis.navigator) Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
  Object.defineProperty(globalThis.navigator, 'gpu', { value: create([]), configurable: true });
}
