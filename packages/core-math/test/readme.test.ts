import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { testDocExamples } from '../../../tools/docExamples.js';
import * as coreMath from '../src/index.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('the README names every registry', () => {
  const registries = Object.entries(coreMath).filter(([, value]) => isRegistry(value));
  for (const [name] of registries) expect(readme).toContain(`\`${name}\``);
});

describe('examples of the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'handgrad-readme-'));
  const blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => {
    const lines = code!
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('//'));
    return ['/**', ' * @example', ...lines.map((line) => ` * ${line}`), ' */', ''].join('\n');
  });
  writeFileSync(join(folder, 'readme.ts'), blocks.join('\n'));
  testDocExamples(pathToFileURL(`${folder}/`), coreMath);
  afterAll(() => rmSync(folder, { recursive: true }));
});

function isRegistry(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || 'kind' in value) return false;
  const entries: unknown[] = Object.values(value);
  return entries.length > 0 && entries.every((entry) => typeof entry === 'object' && entry !== null && 'tex' in entry);
}
