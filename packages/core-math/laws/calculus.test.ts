import { describe, expect, test } from 'vitest';
import { calculusRules } from '../src/calculus/index.js';
import { lawsOfRule } from './calculus.js';

describe.each(Object.entries(calculusRules))('%s', (name, rule) => {
  test('is registered under its own name', () => {
    expect(rule.name).toBe(name);
  });
  for (const law of lawsOfRule(rule)) test(law.name, () => void law.check());
});
