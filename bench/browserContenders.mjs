// Contenders in pages of one Chromium: built by Vite, served on loopback, each in a page of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { chromiumLaunchOptions } from '../tools/gpu/chromium.mjs';

/** Who takes part, and how it is opened in its page. */
export const browserContenders = {
  webgpu: { label: 'Handgrad, webgpu', library: 'handgrad', options: { backend: 'webgpu' } },
  webgl2: { label: 'Handgrad, webgl2', library: 'handgrad', options: { backend: 'webgl2' } },
  webasm: { label: 'Handgrad, webasm', library: 'handgrad', options: { backend: 'webasm' } },
  tfjsWebgl: { label: 'TensorFlow.js webgl', library: 'tensorflow', options: { backend: 'webgl', way: 'fit' } },
  tfjsWebglLean: {
    label: 'TensorFlow.js webgl, lean',
    library: 'tensorflow',
    options: { backend: 'webgl', way: 'lean' },
  },
  tfjsWebgpu: { label: 'TensorFlow.js webgpu', library: 'tensorflow', options: { backend: 'webgpu', way: 'fit' } },
};

const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** Opens a page for each of these, hands them to `use` with the name of the browser, and ends all that was started. */
export async function withBrowserContenders(names, use) {
  const folder = mkdtempSync(join(tmpdir(), 'handgrad-bench-'));
  const ends = [() => rmSync(folder, { recursive: true, force: true })];
  try {
    const root = fileURLToPath(new URL('browser', import.meta.url));
    // Whitespace may go; whoever renames what kernels are made of, or rewrites it, breaks them.
    const rolldownOptions = { output: { minify: { compress: false, mangle: false, codegen: true } } };
    await build({ root, logLevel: 'error', build: { outDir: folder, rolldownOptions, chunkSizeWarningLimit: 4000 } });
    const server = await preview({
      root,
      logLevel: 'error',
      build: { outDir: folder },
      preview: { host: '127.0.0.1', port: 0, headers: isolation },
    });
    ends.unshift(() => server.close());
    const browser = await chromium.launch(await chromiumLaunchOptions());
    ends.unshift(() => browser.close());
    const address = server.resolvedUrls.local[0];
    const all = [];
    for (const name of names) all.push(await openPage(browser, address, name));
    return await use(all, `Chromium ${browser.version()}`);
  } finally {
    for (const end of ends) await end();
  }
}

async function openPage(browser, address, name) {
  const { label, library, options } = browserContenders[name];
  const page = await browser.newPage();
  const failures = [];
  page.on('pageerror', ({ message }) => failures.push(message));
  await page.goto(address);
  await page.waitForFunction(() => 'handgradBench' in globalThis);
  const call = async (method, ...given) => {
    try {
      return await page.evaluate(([name, list]) => globalThis.handgradBench[name](...list), [method, given]);
    } catch (cause) {
      throw new Error(`${label}: ${cause.message} ${failures.join(' ')}`, { cause });
    }
  };
  const adapter = await call('open', library, options);
  return {
    name,
    label,
    adapter,
    sameAlgorithm: true,
    prepare: ({ images, labels, weights, ...task }) =>
      call('prepare', { ...task, images: [...images], labels: [...labels], weights: weights.map((w) => [...w]) }),
    run: (steps) => call('run', steps),
  };
}
