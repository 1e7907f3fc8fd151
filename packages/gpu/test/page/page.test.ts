import { readFileSync } from 'node:fs';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumLaunchOptions } from '../../../../tools/gpu/chromium.mjs';
import { builtPage, visit, type Site } from './page.test-support.js';

/** What the README shows: configurations of Vite, and headers of a host. */
const [section] = /^## In the browser\n[^]*?(?=^## |(?![^]))/m.exec(
  readFileSync(new URL('../../README.md', import.meta.url), 'utf8'),
)!;
const configurations = Array.from(section.matchAll(/^```js\n([^]*?)^```$/gm), ([, text]) => text);
const headers = Object.fromEntries(
  Array.from(section.matchAll(/^((?:Cross-Origin|Content)-[\w-]+): (.*)$/gm), ([, name, value]) => [name, value]),
);

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch(await chromiumLaunchOptions());
});
afterAll(() => browser.close());

test('the README shows two configurations of Vite and three headers', () => {
  expect(configurations.length).toBe(2);
  expect(Object.keys(headers).length).toBe(3);
});

describe.each(configurations)('a page built with %j', (configuration) => {
  let site: Site;
  beforeAll(async () => {
    site = await builtPage(configuration);
  });
  afterAll(() => site.remove());

  test('computes and trains with the headers of the README, in threads too, and asks no other host', async () => {
    const backends = ['webgpu', 'webgl2', 'webasm'] as const;
    const { reports, requests, threads } = await visit(browser, site.folder, backends, headers);
    expect(reports.flatMap(({ problems }) => problems)).toEqual([]);
    expect(reports.map(({ backend }) => backend)).toEqual(backends);
    expect(reports[2].adapter).toContain('threads');
    expect(threads).toBeGreaterThan(0);
    expect(requests.filter((url) => !/^(\/|blob:|data:)/.test(url))).toEqual([]);
  });

  test('computes and trains with no headers at all, in one thread', async () => {
    const backends = ['webasm', 'cpu'] as const;
    const { reports, threads } = await visit(browser, site.folder, backends);
    expect(reports.flatMap(({ problems }) => problems)).toEqual([]);
    expect(reports.map(({ backend }) => backend)).toEqual(backends);
    expect(reports[0].adapter).toContain('one thread');
    expect(threads).toBe(0);
  });
});

test("Vite's own minifier breaks kernels of webgpu and webgl2, and they say so", async () => {
  const site = await builtPage('export default {};');
  const { reports } = await visit(browser, site.folder, ['webgpu', 'webgl2', 'webasm', 'cpu']);
  site.remove();
  const broken = reports.filter(({ problems }) => problems.length > 0).map(({ backend }) => backend);
  expect(broken).toEqual(['webgpu', 'webgl2']);
  for (const problem of reports.flatMap(({ problems }) => problems)) expect(problem).toContain('Error: ');
});
