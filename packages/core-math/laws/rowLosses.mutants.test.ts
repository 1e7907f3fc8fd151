import { brokenLaws } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { rowLosses } from '../src/losses/index.js';
import { lawsOfRowLoss } from './rowLosses.js';
import { rowLossMutants } from './rowLosses.mutants.js';

describe('wrong losses over rows', () => {
  const broken = new Map(
    rowLossMutants.map(({ name, wrong }) => [name, brokenLaws(lawsOfRowLoss(wrong), { seed: 1 })]),
  );

  test.each(rowLossMutants)('$name is caught', ({ name }) => {
    expect(broken.get(name)).not.toEqual([]);
  });

  test('every law can fail', () => {
    const names = new Set(
      [...Object.values(rowLosses), ...rowLossMutants.map(({ wrong }) => wrong)].flatMap((each) =>
        lawsOfRowLoss(each).map(({ name }) => name),
      ),
    );
    const caught = new Set([...broken.values()].flat());
    expect([...names].filter((name) => !caught.has(name))).toEqual([]);
  });
});
