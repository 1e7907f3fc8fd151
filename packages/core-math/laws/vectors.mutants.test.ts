import { brokenLaws } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { vectorFunctions } from '../src/index.js';
import { lawsOfVectorFunction } from './vectors.js';
import { vectorFunctionMutants } from './vectors.mutants.js';

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
