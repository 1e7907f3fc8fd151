import { describe, expect, test } from 'vitest';
import { reductions } from '../src/losses/index.js';
import { lawsOfReduction } from './reductions.js';

describe.each(Object.entries(reductions))('%s', (name, formula) => {
  test('is registered under its own name', () => {
    expect(formula.name).toBe(name);
  });
  for (const law of lawsOfReduction(formula)) test(law.name, () => void law.check());
});
