import { brokenLaws } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { lawsOfRule } from './calculus.js';
import { ruleMutants } from './calculus.mutants.js';

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
