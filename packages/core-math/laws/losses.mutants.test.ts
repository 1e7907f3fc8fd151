import { brokenLaws } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { losses } from '../src/index.js';
import { lawsOfLoss } from './losses.js';
import { lossMutants } from './losses.mutants.js';

describe('wrong losses', () => {
  const broken = new Map(lossMutants.map(({ name, wrong }) => [name, brokenLaws(lawsOfLoss(wrong), { seed: 1 })]));

  test.each(lossMutants)('$name is caught', ({ name }) => {
    expect(broken.get(name)).not.toEqual([]);
  });

  test('every law can fail', () => {
    const names = new Set(
      [...Object.values(losses), ...lossMutants.map(({ wrong }) => wrong)].flatMap((each) =>
        lawsOfLoss(each).map(({ name }) => name),
      ),
    );
    const caught = new Set([...broken.values()].flat());
    expect([...names].filter((name) => !caught.has(name))).toEqual([]);
  });
});
