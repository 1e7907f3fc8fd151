import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright';
import { build } from 'vite';
import type { Backend } from '../../src/index.js';
import type { PageReport } from './main.js';

const page = fileURLToPath(new URL('.', import.meta.url));
// Inside of the package, so that a configuration there finds Vite.
const scratch = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));

/** A site: its folder, and how to be rid of it. */
export interface Site {
  readonly folder: string;
  readonly remove: () => void;
}

/** The page of this folder, built by Vite as this text of a `vite.config.js` says. */
export async function builtPage(configuration: string): Promise<Site> {
  mkdirSync(scratch, { recursive: true });
  const folder = mkdtempSync(join(scratch, 'page-'));
  const configFile = join(folder, 'vite.config.js');
  writeFileSync(configFile, configuration);
  await build({
    root: page,
    configFile,
    logLevel: 'error',
    // As in all tests, a sister package is its source.
    resolve: { conditions: ['handgrad-source', 'module', 'browser', 'production'] },
    build: { outDir: join(folder, 'dist') },
  });
  return { folder: join(folder, 'dist'), remove: () => rmSync(folder, { recursive: true }) };
}

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/** Serves the files of a folder on this machine, as any static host does, until it is closed. */
export async function served(
  folder: string,
  headers: OutgoingHttpHeaders,
): Promise<{ readonly origin: string; readonly close: () => Promise<void> }> {
  const server = createServer(({ url = '/' }, response) => {
    const path = normalize(new URL(url, 'http://localhost').pathname).replace(/\/$/, '/index.html');
    try {
      const content = readFileSync(join(folder, path));
      response.writeHead(200, { ...headers, 'content-type': types[extname(path)] }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface Visit {
  readonly reports: readonly PageReport[];
  /** What the page asked for, from anywhere. */
  readonly requests: readonly string[];
  /** How many threads it started. */
  readonly threads: number;
}

/** What the page reports of these backends when the browser opens it. */
export async function visit(
  browser: Browser,
  folder: string,
  backends: readonly Backend[],
  headers: OutgoingHttpHeaders = {},
): Promise<Visit> {
  const { origin, close } = await served(folder, headers);
  const tab = await browser.newPage();
  const requests: string[] = [];
  let threads = 0;
  try {
    tab.on('request', (request) => requests.push(request.url().replace(origin, '')));
    tab.on('worker', () => threads++);
    const failed = new Promise<never>((_, reject) => tab.on('pageerror', reject));
    await tab.goto(`${origin}/?${backends.map((backend) => `backend=${backend}`).join('&')}`);
    const reports = await Promise.race([
      failed,
      tab
        .waitForFunction(() => (globalThis as { reports?: readonly PageReport[] }).reports)
        .then((handle) => handle.jsonValue()),
    ]);
    return { reports: reports!, requests, threads };
  } finally {
    await tab.close();
    await close();
  }
}
