import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as coreMath from '@handgrad/core-math';
import * as datasets from '@handgrad/datasets';
import * as mlp from '@handgrad/mlp';
import { expect, test } from 'vitest';
import { runExample } from '../../../tools/docExamples.js';
import * as gpu from './index.js';

const file = fileURLToPath(new URL('../README.md', import.meta.url));
const page = readFileSync(file, 'utf8');

test('what the README promises holds, from its first line of code to its last', async () => {
  const code = Array.from(page.matchAll(/^```ts\n([^]*?)^```$/gm), ([, text]) => text).join('\n');
  expect(code.match(/\/\/ => /g)!.length).toBeGreaterThan(10);
  const withoutImports = code.replace(/^import [^;]*;$/gm, '');
  await runExample({ file, line: 1, code: withoutImports }, { ...coreMath, ...datasets, ...mlp, ...gpu });
});

test('every export stands in the README', () => {
  for (const name of Object.keys(gpu)) expect(page, name).toMatch(new RegExp(`\\b${name}\\b`));
});
