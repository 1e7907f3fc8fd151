import { openThreads } from '@handgrad/core-math';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { afterAll, expect, test } from 'vitest';
import { adam, loadModel, optimizers, type Optimizer } from '../../src/node.js';
import { bitsOf, trained } from './training.test-support.js';

const folder = mkdtempSync(join(tmpdir(), 'handgrad-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.each(Object.values<Optimizer>(optimizers))(
  'with $name, any number of threads learns the same bits',
  async (optimizer) => {
    const alone = bitsOf((await trained(optimizer)).model);
    for (const threads of [2, 3]) {
      const opened = await openThreads({ threads, smallest: 0 });
      const together = bitsOf((await trained(optimizer)).model);
      await opened.close();
      expect(together === alone).toBe(true);
    }
  },
);

test.each([false, true])(
  'bundled (minified: %s), in a process that ends by itself, threads learn and save the same bits',
  async (minify) => {
    const script = join(folder, `minified ${minify}.mjs`);
    const build = await rolldown({
      input: fileURLToPath(new URL('train.script.ts', import.meta.url)),
      platform: 'node',
      resolve: { conditionNames: ['handgrad-source', 'import', 'node'] },
    });
    // What threads are given is the text of functions: names in it must still mean what they did.
    await build.write({ file: script, format: 'esm', minify });
    await build.close();
    const file = join(folder, 'trained.safetensors');
    execFileSync(process.execPath, [script, file], { timeout: 60_000 });
    expect(bitsOf(loadModel(file).model) === bitsOf((await trained(adam())).model)).toBe(true);
  },
);
