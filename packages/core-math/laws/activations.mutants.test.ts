import { brokenLaws } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { activations } from '../src/index.js';
import { lawsOfActivation } from './activations.js';
import { activationMutants } from './activations.mutants.js';

describe('wrong activations', () => {
  const broken = new Map(
    activationMutants.map(({ name, wrong }) => [name, brokenLaws(lawsOfActivation(wrong), { seed: 1 })]),
  );

  test.each(activationMutants)('$name is caught', ({ name }) => {
    expect(broken.get(name)).not.toEqual([]);
  });

  test('every law can fail', () => {
    const names = new Set(Object.values(activations).flatMap((each) => lawsOfActivation(each).map(({ name }) => name)));
    const caught = new Set([...broken.values()].flat());
    expect([...names].filter((name) => !caught.has(name))).toEqual([]);
  });
});
