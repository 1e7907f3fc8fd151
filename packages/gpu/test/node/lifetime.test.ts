import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureDawn } from '../../../../tools/gpu/dawn.mjs';
import { nodeBackends } from '../backends.test-support.js';

interface Memory {
  readonly heap: number;
  readonly outside: number;
  readonly resident: number;
}

let folder: string;

/** The script as JavaScript, beside a package webgpu that computes on any machine. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'handgrad-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(await ensureDawn(), join(folder, 'node_modules/webgpu'));
  const build = await rolldown({
    input: fileURLToPath(new URL('lifetime.script.ts', import.meta.url)),
    platform: 'node',
    resolve: { conditionNames: ['handgrad-source', 'import', 'node'] },
  });
  await build.write({ file: join(folder, 'script.mjs'), format: 'esm', codeSplitting: false });
  await build.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// 1,200 openings and 10,000 runs take minutes: HANDGRAD_LIFETIMES=100 npm test -w @handgrad/gpu
const times = Number(process.env['HANDGRAD_LIFETIMES'] ?? 1);

function lives(backend: string, openings: number, runs: number): string {
  const args = ['--expose-gc', join(folder, 'script.mjs'), backend, String(openings), String(runs)];
  return execFileSync(process.execPath, args, { encoding: 'utf8', stdio: 'pipe' });
}

test.each(nodeBackends)(
  'on %s, opened and run over and over, memory stays as it is, and the process ends by itself',
  // What is kept is kept each time; what a collector has not come to yet, on a busy machine, is not.
  { timeout: 60_000 * times, retry: 2 },
  (backend) => {
    const output = lives(backend, 12 * times, 100 * times);
    if (times > 1) console.info(backend, output);
    for (const [what, [, second, third, last]] of Object.entries(JSON.parse(output) as Record<string, Memory[]>)) {
      // Code that becomes hot takes some of the heap; an array of 6 KB that is kept each time is seen.
      expect(last.heap - Math.max(second.heap, third.heap), `heap, ${what}`).toBeLessThan(200_000);
      expect(last.outside - Math.max(second.outside, third.outside), `outside, ${what}`).toBeLessThan(10_000);
    }
  },
);

test('without the package webgpu, a device of WebGPU is an error that says how to get it', () => {
  rmSync(join(folder, 'node_modules/webgpu'));
  expect(() => lives('webgpu', 4, 4)).toThrow(
    'openDevice: expected WebGPU, got a platform without navigator.gpu. In Node, npm install webgpu; or take the backend webasm or cpu.',
  );
});
