import { describe, expect, test } from 'vitest';
import { perceptronFormulas } from '../src/index.js';
import { perceptronCatalogue, perceptronLaws } from './index.js';

describe.each(Object.entries(perceptronLaws))('%s', (_, laws) => {
  for (const law of laws) {
    test(law.name, () => {
      expect(law.check().cases).toBeGreaterThan(0);
    });
  }
});

test('the catalogue holds every formula once', () => {
  const names = perceptronCatalogue.flatMap((group) => group.entries.map((entry) => entry.formula.name));
  expect(names.sort()).toEqual(Object.keys(perceptronFormulas).sort());
});

test.each(Object.entries(perceptronFormulas))(
  '%s is frozen, named after its key, and has TeX and sources with author, title and year',
  (key, formula) => {
    expect(Object.isFrozen(formula)).toBe(true);
    expect(formula.name).toBe(key);
    expect(formula.tex.value).toMatch(/\S/);
    expect(formula.sources.length).toBeGreaterThan(0);
    for (const { author, title, year } of formula.sources) {
      expect(author).toMatch(/\S/);
      expect(title).toMatch(/\S/);
      expect(year).toBeGreaterThanOrEqual(1600);
    }
  },
);
