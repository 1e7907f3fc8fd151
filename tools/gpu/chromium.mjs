// A Chromium that the tests can run without a display, with WebGL 2 and WebGPU on any machine.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumVersion, runsHere, unpackArchive, unpackedOnce, unpackProgram } from './unpacked.mjs';

/** In software on every machine, so that a test that is red on one of them is red on all. */
const options = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];

/**
 * How playwright starts it: the browser of @sparticuz/chromium, unless HANDGRAD_CHROMIUM names the program of another one.
 *
 * @returns {Promise<{ executablePath: string, args: string[], env?: Record<string, string> }>}
 */
export async function chromiumLaunchOptions() {
  const own = process.env.HANDGRAD_CHROMIUM;
  if (own) {
    if (!existsSync(own)) {
      throw new RangeError(
        `chromium: expected HANDGRAD_CHROMIUM to be the path of a program, got ${own}. Name a Chromium or Chrome, or leave it out.`,
      );
    }
    return { executablePath: own, args: options };
  }
  if (!runsHere) {
    throw new Error(
      `chromium: expected HANDGRAD_CHROMIUM, since the browser that npm brings runs on Linux x64 alone, and this is ${process.platform} ${process.arch}. Set it to the path of a Chromium or Chrome.`,
    );
  }
  const folder = await ensureChromium();
  const env = { ...process.env, LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_PATH: folder };
  return { executablePath: join(folder, 'chromium'), args: options, env };
}

/** The folder of the browser, with the libraries that bare machines lack. */
function ensureChromium() {
  return unpackedOnce(`chromium-${chromiumVersion}`, async (folder) => {
    await Promise.all([
      unpackProgram('chromium.br', join(folder, 'chromium')),
      ...['swiftshader.tar.br', 'al2023.tar.br', 'fonts.tar.br'].map((name) => unpackArchive(name, folder)),
    ]);
  });
}
