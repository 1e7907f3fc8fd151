import { describe, expect, test } from 'vitest';
import { targetFormulas } from '../src/losses/index.js';
import { lawsOfTarget } from './targets.js';

describe.each(Object.entries(targetFormulas))('%s', (name, formula) => {
  test('is registered under its own name', () => {
    expect(formula.name).toBe(name);
  });
  for (const law of lawsOfTarget(formula)) test(law.name, () => void law.check());
});
