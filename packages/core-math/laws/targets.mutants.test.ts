import { brokenLaws } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { targetFormulas } from '../src/losses/index.js';
import { lawsOfTarget } from './targets.js';
import { targetMutants } from './targets.mutants.js';

describe('wrong treatments of targets', () => {
  const broken = new Map(targetMutants.map(({ name, wrong }) => [name, brokenLaws(lawsOfTarget(wrong), { seed: 1 })]));

  test.each(targetMutants)('$name is caught', ({ name }) => {
    expect(broken.get(name)).not.toEqual([]);
  });

  test('every law can fail', () => {
    const names = new Set(
      Object.values(targetFormulas).flatMap((formula) => lawsOfTarget(formula).map(({ name }) => name)),
    );
    const caught = new Set([...broken.values()].flat());
    expect([...names].filter((name) => !caught.has(name))).toEqual([]);
  });
});
