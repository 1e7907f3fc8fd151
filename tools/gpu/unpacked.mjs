// What the tests of the GPU need of the package @sparticuz/chromium, unpacked once into node_modules/.cache: a browser that
// needs nothing of the system but glibc, and SwiftShader, a GPU in software.
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
// @ts-expect-error It has no types.
import { extract } from 'tar-fs';

const require = createRequire(import.meta.url);
const cache = fileURLToPath(new URL('../../node_modules/.cache/handgrad-gpu', import.meta.url));
const chromiumPackage = join(dirname(require.resolve('@sparticuz/chromium')), '../..');

/** @type {string} */
export const chromiumVersion = require(join(chromiumPackage, 'package.json')).version;

/** Whether what the package holds runs on this machine. */
export const runsHere = process.platform === 'linux' && process.arch === 'x64';

/**
 * A folder of the cache, filled by the first who asks; others may ask at the same time.
 *
 * @param {string} name
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<string>}
 */
export async function unpackedOnce(name, fill) {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  const own = `${folder}.${process.pid}`;
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  try {
    await fill(own);
    renameSync(own, folder);
  } catch (error) {
    // Somebody else was faster: what they made is the same.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
  return folder;
}

/**
 * @param {string} name of a tar.br file of the package
 * @param {string} folder
 */
export function unpackArchive(name, folder) {
  return pipeline(createReadStream(join(chromiumPackage, 'bin', name)), createBrotliDecompress(), extract(folder));
}

/**
 * @param {string} name of a program.br file of the package
 * @param {string} path
 */
export function unpackProgram(name, path) {
  return pipeline(
    createReadStream(join(chromiumPackage, 'bin', name)),
    createBrotliDecompress({ chunkSize: 2 ** 21 }),
    createWriteStream(path, { mode: 0o755 }),
  );
}
