import { brokenLaws } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { reductions } from '../src/losses/index.js';
import { lawsOfReduction } from './reductions.js';
import { reductionMutants } from './reductions.mutants.js';

describe('wrong means and sums', () => {
  const broken = new Map(
    reductionMutants.map(({ name, wrong }) => [name, brokenLaws(lawsOfReduction(wrong), { seed: 1 })]),
  );

  test.each(reductionMutants)('$name is caught', ({ name }) => {
    expect(broken.get(name)).not.toEqual([]);
  });

  test('every law can fail', () => {
    const names = new Set(
      [...Object.values(reductions), ...reductionMutants.map(({ wrong }) => wrong)].flatMap((each) =>
        lawsOfReduction(each).map(({ name }) => name),
      ),
    );
    const caught = new Set([...broken.values()].flat());
    expect([...names].filter((name) => !caught.has(name))).toEqual([]);
  });
});
