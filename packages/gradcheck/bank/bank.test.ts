import { describe, expect, test } from 'vitest';
import { bank } from './index.js';
import type { Effort, Trial } from './trial.js';
import { falseAlarmsOf, isSmallest, significantDigits, triedOn } from './trial.js';
import { bars, tableOf, totalsOf } from './table.js';

/** A short form of `npm run bank`, which goes through every method with 200 seeds. */
const effort: Effort = { method: 'fivePoint', seeds: 5, runs: 100 };

describe('the bank of wrong derivatives', () => {
  const trials: Trial[] = [];

  test('holds at least 60 of them, each with a name of its own', () => {
    const names = bank.flatMap(({ mutants }) => mutants.map(({ name }) => name));
    expect(names.length).toBeGreaterThanOrEqual(60);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(bank.map(({ family }) => family)).size).toBe(7);
  });

  test.each(bank)('$name: right versions pass, wrong ones are caught', (subject) => {
    expect(falseAlarmsOf(subject, { ...effort, seeds: 2 })).toEqual([]);
    for (const mutant of subject.mutants) {
      const trial = triedOn(mutant, effort);
      trials.push(trial);
      expect(trial.caught / trial.seeds, mutant.name).toBeGreaterThanOrEqual(bars.caughtEach);
      expect(trial.digits, mutant.name).toBeLessThanOrEqual(bars.digits);
      expect(isSmallest(trial), `${mutant.name}: ${trial.shapes.join(' or ')}`).toBe(true);
    }
  });

  test('is caught, and nearly all mistakes of known kinds are named', () => {
    console.log(tableOf(trials));
    const { caught, tried, diagnosed, known } = totalsOf(trials);
    expect(trials.length).toBe(bank.flatMap(({ mutants }) => mutants).length);
    expect(caught / tried).toBeGreaterThanOrEqual(bars.caught);
    expect(diagnosed / known).toBeGreaterThanOrEqual(bars.diagnosed);
  });
});

describe('significantDigits', () => {
  test.each([
    [0, 1],
    [-2, 1],
    [0.5, 1],
    [0.0125, 3],
    [1250, 3],
    [-1.0625, 5],
    [1e-7, 1],
  ])('of %d are %d', (x, digits) => {
    expect(significantDigits(x)).toBe(digits);
  });
});
