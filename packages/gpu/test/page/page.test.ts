import { readFileSync } from 'node:fs';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumLaunchOptions } from '../../../../tools/gpu/chromium.mjs';
import { builtPage, visit, type Site } from './page.test-support.js';

const backends = ['webgpu', 'webgl2', 'webasm', 'cpu'] as const;
const isolated = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** The configurations that the README shows. */
const [section] = /^## In the browser\n[^]*?(?=^## |(?![^]))/m.exec(
  readFileSync(new URL('../../README.md', import.meta.url), 'utf8'),
)!;
const configurations = Array.from(section.matchAll(/^```js\n([^]*?)^```$/gm), ([, text]) => text);

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch(await chromiumLaunchOptions());
});
afterAll(() => browser.close());

test('the README shows two configurations of Vite', () => {
  expect(configurations.length).toBe(2);
});

describe.each(configurations)('a page built with %j', (configuration) => {
  let site: Site;
  beforeAll(async () => {
    site = await builtPage(configuration);
  });
  afterAll(() => site.remove());

  test('computes and trains on every backend, with threads where it is isolated, and asks no other host', async () => {
    const { reports, requests, threads } = await visit(browser, site.folder, backends, isolated);
    expect(reports.flatMap(({ problems }) => problems)).toEqual([]);
    expect(reports.map(({ backend }) => backend)).toEqual(backends);
    expect(reports[2].adapter).toContain('threads');
    expect(threads).toBeGreaterThan(0);
    expect(requests.filter((url) => !/^(\/|blob:|data:)/.test(url))).toEqual([]);
  });

  test('computes with one thread where it is not isolated', async () => {
    const { reports, threads } = await visit(browser, site.folder, ['webasm']);
    expect(reports.flatMap(({ problems }) => problems)).toEqual([]);
    expect(reports[0].adapter).toContain('one thread');
    expect(threads).toBe(0);
  });
});

test("Vite's own minifier breaks kernels of webgpu and webgl2, and they say so", async () => {
  const site = await builtPage('export default {};');
  const { reports } = await visit(browser, site.folder, backends);
  site.remove();
  const broken = reports.filter(({ problems }) => problems.length > 0).map(({ backend }) => backend);
  expect(broken).toEqual(['webgpu', 'webgl2']);
  for (const problem of reports.flatMap(({ problems }) => problems)) expect(problem).toContain('Error: ');
});
