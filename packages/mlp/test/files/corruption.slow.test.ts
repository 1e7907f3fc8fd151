import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundled, type Bundle } from './bundle.test-support.js';
import type { Report } from './corruption.script.js';

let bundle: Bundle;
beforeAll(async () => {
  bundle = await bundled('corruption.script.ts');
});
afterAll(() => {
  bundle.remove();
});

test('a file that is cut off, corrupted or hostile is refused by its name within 1 s and 100 MB, or read as it was', () => {
  const seed = fc.readConfigureGlobal().seed! >>> 0;
  const output = execFileSync(process.execPath, ['--expose-gc', bundle.script, String(seed)], { encoding: 'utf8' });
  const { files, corruptions, equal, slowest, memory, wrong } = JSON.parse(output) as Report;
  console.info(
    `${files} files with ${corruptions} corruptions, ${equal} of them without effect; the slowest took ${slowest.milliseconds.toFixed(0)} ms (${slowest.name}), memory grew by ${(memory / 1e6).toFixed(0)} MB`,
  );
  expect(wrong).toEqual([]);
  expect(corruptions).toBeGreaterThanOrEqual(2000);
  expect(slowest.milliseconds).toBeLessThan(1000);
  expect(memory).toBeLessThan(100e6);
}, 120_000);
