import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mlpCatalogue } from './catalogue.js';

const entries = mlpCatalogue.flatMap(({ folder, entries: own }) =>
  own.map((entry) => [`${folder}/${entry.formula.name}.ts`, entry] as const),
);

test.each(entries)('%s is a file, with formula, source and laws', (path, { formula, laws }) => {
  expect(existsSync(new URL(`../../../${path}`, import.meta.url))).toBe(true);
  expect(formula.tex.value).not.toBe('');
  expect(formula.sources.length).toBeGreaterThan(0);
  expect(laws.length).toBeGreaterThan(0);
  expect(new Set(laws.map(({ name }) => name)).size).toBe(laws.length);
});

test.each(entries)('the laws of %s report how many cases they tried', (_, { laws }) => {
  for (const law of laws) expect(law.check({ runs: 2 }).cases, law.name).toBeGreaterThan(0);
});
