import { expect, test } from 'vitest';
import { coreMathCatalogue } from './catalogue.js';

const formulas = coreMathCatalogue.flatMap(({ entries }) =>
  entries.map(({ formula }) => [formula.name, formula] as const),
);

test.each(formulas)('%s is frozen, has its formula in TeX, and sources with author, title and year', (_, formula) => {
  expect(Object.isFrozen(formula)).toBe(true);
  expect(formula.tex.value).toMatch(/\S/);
  expect(formula.sources.length).toBeGreaterThan(0);
  for (const { author, title, year } of formula.sources) {
    expect(author).toMatch(/\S/);
    expect(title).toMatch(/\S/);
    expect(year).toBeGreaterThanOrEqual(1600);
  }
});
