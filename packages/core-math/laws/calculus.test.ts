import { brokenLaws } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { calculusRules } from '../src/calculus/index.js';
import { lawsOfRule } from './calculus.js';
import { ruleMutants } from './calculus.mutants.js';

describe.each(Object.entries(calculusRules))('%s', (name, rule) => {
  test('is registered under its own name', () => {
    expect(rule.name).toBe(name);
  });
  for (const law of lawsOfRule(rule)) test(law.name, () => void law.check());
});

describe('wrong rules', () => {
  const broken = new Map(ruleMutants.map(({ name, wrong }) => [name, brokenLaws(lawsOfRule(wrong), { seed: 1 })]));

  test.each(ruleMutants)('$name is caught', ({ name }) => {
    expect(broken.get(name)).not.toEqual([]);
  });

  test('every law can fail', () => {
    const names = new Set(ruleMutants.flatMap(({ wrong }) => lawsOfRule(wrong).map(({ name }) => name)));
    const caught = new Set([...broken.values()].flat());
    expect([...names].filter((name) => !caught.has(name))).toEqual([]);
  });
});
