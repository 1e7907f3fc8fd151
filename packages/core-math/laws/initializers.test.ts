import { brokenLaws } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { initializers } from '../src/initializers/index.js';
import { lawsOfInitializer } from './initializers.js';
import { initializerMutants } from './initializers.mutants.js';

describe.each(Object.entries(initializers))('%s', (name, formula) => {
  test('is registered under its own name', () => {
    expect(formula.name).toBe(name);
  });
  for (const law of lawsOfInitializer(formula)) test(law.name, () => void law.check());
});

describe('wrong initialisers', () => {
  const broken = new Map(
    initializerMutants.map(({ name, wrong }) => [name, brokenLaws(lawsOfInitializer(wrong), { seed: 1 })]),
  );

  test.each(initializerMutants)('$name is caught', ({ name }) => {
    expect(broken.get(name)).not.toEqual([]);
  });

  test('every law can fail', () => {
    const names = new Set(initializerMutants.flatMap(({ wrong }) => lawsOfInitializer(wrong).map(({ name }) => name)));
    const caught = new Set([...broken.values()].flat());
    expect([...names].filter((name) => !caught.has(name))).toEqual([]);
  });
});
