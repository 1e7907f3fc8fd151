import { brokenLaws } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { vectorFunctions, type VectorFunction } from '../src/index.js';
import { lawsOfVectorFunction } from './vectors.js';
import { vectorFunctionMutants } from './vectors.mutants.js';

describe.each(Object.entries(vectorFunctions))('%s', (name, f: VectorFunction) => {
  test('is registered under its own name, and frozen', () => {
    expect(f.name).toBe(name);
    expect(Object.isFrozen(f)).toBe(true);
  });
  for (const law of lawsOfVectorFunction(f)) test(law.name, () => void law.check());
});

describe('wrong vector functions', () => {
  const broken = new Map(
    vectorFunctionMutants.map(({ name, wrong }) => [name, brokenLaws(lawsOfVectorFunction(wrong), { seed: 1 })]),
  );

  test.each(vectorFunctionMutants)('$name is caught', ({ name }) => {
    expect(broken.get(name)).not.toEqual([]);
  });

  test('every law can fail', () => {
    const names = new Set(
      Object.values(vectorFunctions).flatMap((f) => lawsOfVectorFunction(f).map(({ name }) => name)),
    );
    const caught = new Set([...broken.values()].flat());
    expect([...names].filter((name) => !caught.has(name))).toEqual([]);
  });
});
