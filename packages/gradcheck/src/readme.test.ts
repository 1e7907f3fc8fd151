import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { runExample } from '../../../tools/docExamples.js';
import './vitest/index.js';
import * as gradcheck from './index.js';

const file = fileURLToPath(new URL('../README.md', import.meta.url));
const blocks = Array.from(readFileSync(file, 'utf8').matchAll(/^```(\w*)\n([^]*?)^```$/gm), ([, language, text]) => ({
  language: language!,
  text: text!,
}));

/** Runs code of the README with everything in scope that it imports, and returns what its failed checks said. */
async function reportsOf(code: string): Promise<readonly string[]> {
  const reports: string[] = [];
  const recorded = Object.entries(gradcheck as Record<string, unknown>).map(([name, exported]) => {
    if (!name.startsWith('check')) return [name, exported] as const;
    const check = exported as (...args: unknown[]) => unknown;
    return [
      name,
      (...args: unknown[]) => {
        try {
          return check(...args);
        } catch (error) {
          reports.push(`${(error as Error).message}\n`);
          throw error;
        }
      },
    ] as const;
  });
  const vitest = { expect, test: (_title: string, body: () => void) => body() };
  const withoutImports = code.replace(/^import [^;]*;$/gm, '');
  await runExample({ file, line: 1, code: withoutImports }, { ...Object.fromEntries(recorded), ...vitest, fc });
  return reports;
}

function textsOf(language: string): readonly string[] {
  return blocks.filter((block) => block.language === language).map(({ text }) => text);
}

test('every report that the README shows is what its code says, word for word', async () => {
  const examples = await reportsOf(textsOf('ts').join('\n'));
  // The program of the tutorial ends where its wrong gradient is caught; a check of publishing also mends it.
  const [program = ''] = textsOf('js');
  const tutorial = await reportsOf(
    program.replace(/^const { cases } = (.*);\n.*$/m, '$1; // => throws GradientCheckError'),
  );
  const shown = textsOf('').filter((text) => /^ {2}input/m.test(text));
  expect(shown.length).toBeGreaterThan(3);
  for (const report of shown) expect([...tutorial, ...examples]).toContain(report);
});

test('every export stands in the README', () => {
  const page = readFileSync(file, 'utf8');
  for (const name of Object.keys(gradcheck)) expect(page, name).toMatch(new RegExp(`\\b${name}\\b`));
});
