import { describe, expect, test } from 'vitest';
import { initializers } from '../src/initializers/index.js';
import { lawsOfInitializer } from './initializers.js';

describe.each(Object.entries(initializers))('%s', (name, formula) => {
  test('is registered under its own name', () => {
    expect(formula.name).toBe(name);
  });
  for (const law of lawsOfInitializer(formula)) test(law.name, () => void law.check());
});
