import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { test as propertyTest } from '@fast-check/vitest';
import * as fc from 'fast-check';
import { rolldown } from 'rolldown';
import { describe, expect, test } from 'vitest';
import { labels, matrix, parameters, probabilities, real, vector } from '../index.js';

const layers = parameters({ weights: ['units', 2], bias: 'units' }, { sizes: { units: { min: 1, max: 4 } } });

describe('the arbitraries', () => {
  test('work in fc.assert, which reports the shrunk value', () => {
    const property = fc.property(layers, vector(real(), 2), ({ bias }, v) => bias.length < v.length);
    expect(() => fc.assert(property, { seed: 1 })).toThrow(
      /"bias":Float64Array\.from\(\[0,0\]\)[^]*Float64Array\.from\(\[0,0\]\)/,
    );
  });

  propertyTest.prop([layers, probabilities(3), labels(4, 3), matrix(real(), 2, 2)])(
    'work in test.prop of @fast-check/vitest',
    ({ weights, bias }, p, ys, m) => {
      expect(weights.rows).toBe(bias.length);
      expect([p.length, ys.length, m.data.length]).toEqual([3, 4, 4]);
    },
  );

  test('work in node:test, where a wrong gradient fails one test and a right one passes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gradcheck-'));
    try {
      const library = join(folder, 'library.mjs');
      await bundled(library);
      await writeFile(join(folder, 'gradient.test.mjs'), nodeTest(library));
      const output = await outputOf(join(folder, 'gradient.test.mjs'));
      expect(output).toMatch(/^ok 1 - right$/m);
      expect(output).toMatch(/^not ok 2 - wrong$/m);
      expect(output).toContain("name: 'GradientCheckError'");
      expect(output).toMatch(/input +\{ weights: 1 x 2 \[\[0, 0\]\], bias: \[1\] \}/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

/** The sources as one module that runs in any folder. */
async function bundled(file: string): Promise<void> {
  const input = fileURLToPath(new URL('../index.ts', import.meta.url));
  const bundle = await rolldown({ input, platform: 'node', logLevel: 'silent' });
  await bundle.write({ file, format: 'esm' });
  await bundle.close();
}

function nodeTest(library: string): string {
  return `
    import test from 'node:test';
    import { checkGradient, parameters } from '${pathToFileURL(library).href}';

    const layers = parameters({ weights: ['units', 2], bias: 'units' }, { sizes: { units: { min: 1, max: 4 } } });
    const loss = ({ bias }) => bias.reduce((sum, b) => sum + b * b, 0);
    const gradient = (factor) => ({ weights, bias }) => ({
      weights: { ...weights, data: weights.data.map(() => 0) },
      bias: bias.map((b) => factor * b),
    });

    test('right', () => void checkGradient(loss, gradient(2), layers, { seed: 1 }));
    test('wrong', () => void checkGradient(loss, gradient(1), layers, { seed: 1 }));
  `;
}

/** What node:test prints: with a failed test the process ends with status 1. */
async function outputOf(file: string): Promise<string> {
  // A child of a test run of node:test reports to its parent alone.
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined, NO_COLOR: '1', FORCE_COLOR: undefined };
  const run = promisify(execFile)(process.execPath, ['--test-reporter=tap', file], { env });
  return run.then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}
