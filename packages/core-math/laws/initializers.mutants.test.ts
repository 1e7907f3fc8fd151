import { brokenLaws } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { lawsOfInitializer } from './initializers.js';
import { initializerMutants } from './initializers.mutants.js';

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
