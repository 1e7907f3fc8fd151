import type { ParityReport } from '../laws/index.js';

/** Writes what was measured where PARITY.md is generated from: `HANDGRAD_PARITY=1 npx vitest run parity suites`. */
export async function recordParity(report: ParityReport): Promise<void> {
  const inBrowser = typeof window !== 'undefined';
  const environment = inBrowser ? 'chromium' : 'node';
  const name = `parity/${environment}-${report.backend}.json`;
  const text = `${JSON.stringify({ environment, ...report }, rounded, 1)}\n`;
  if (inBrowser) {
    const { commands } = await import('vitest/browser');
    // Paths are relative to the package.
    await commands.writeFile(name, text);
  } else {
    const { mkdir, writeFile } = await import('node:fs/promises');
    await mkdir(new URL('../parity/', import.meta.url), { recursive: true });
    await writeFile(new URL(`../${name}`, import.meta.url), text);
  }
}

/** Three digits say all that there is to say of an error. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(3)) : value;
}
