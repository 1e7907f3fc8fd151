import { describe, expect, test } from 'vitest';
import { real } from '../arbitraries/real.js';
import { checkDerivative } from '../checks/checkDerivative.js';
import { GradientCheckError } from '../reports/report.js';
import { causeOf } from '../test-support/failure.test-support.js';
import { sigmoid, sigmoidDerivative, wrongSigmoidDerivatives } from '../test-support/formulas.test-support.js';
import { assertCatches, MutantsSurvived, type CaughtMutant } from './assertCatches.js';
import { law } from './law.js';
import { demand } from './lawBroken.js';

type Derivative = (x: number) => number;
type Check = (derivative: Derivative, run: { readonly seed: number }) => unknown;

const check: Check = (derivative, { seed }) => checkDerivative(sigmoid, derivative, { seed });

function survivorsOf(assertion: () => unknown): MutantsSurvived {
  try {
    assertion();
  } catch (error) {
    if (error instanceof MutantsSurvived) return error;
    throw error;
  }
  throw new Error('all were caught');
}

describe('assertCatches', () => {
  test('tells of each wrong version with how many seeds it was caught and on what', () => {
    const rows = assertCatches(check, wrongSigmoidDerivatives, { right: { right: sigmoidDerivative }, seeds: 3 });
    expect(rows.map(({ mutant }) => mutant)).toEqual(Object.keys(wrongSigmoidDerivatives));
    expect(rows.every(({ caught, seeds }) => caught === 3 && seeds === 3)).toBe(true);
    expect(rows.find(({ mutant }) => mutant === 'NaN at 0')?.counterexample).toBe(0);
  });

  test('names those that pass, and only those', () => {
    const versions = { half: (x: number) => sigmoidDerivative(x) / 2, right: sigmoidDerivative };
    const error = survivorsOf(() => assertCatches(check, versions));
    expect(error.message).toBe(
      'assertCatches: 1 of 2 wrong versions passed the check\n\n  right: caught with 0 of 1 seed',
    );
    expect(error.rows.map(({ caught }) => caught)).toEqual([1, 0]);
  });

  test('asks for every seed, or for the share that is given', () => {
    const onlyEven: Check = (_, { seed }) => demand(seed % 2 === 1, () => 'refused');
    const rows: CaughtMutant[] = assertCatches(onlyEven, { any: Math.cos }, { seeds: 4, share: 0.5 });
    expect(rows).toEqual([{ mutant: 'any', caught: 2, seeds: 4 }]);
    expect(survivorsOf(() => assertCatches(onlyEven, { any: Math.cos }, { seeds: 4 })).message).toContain(
      'any: caught with 2 of 4 seeds',
    );
  });

  test('tells the counterexample of the first seed that found one, and none where a check has none', () => {
    const atSeed: Check = (derivative, { seed }) => checkDerivative(sigmoid, derivative, { at: seed });
    const [row] = assertCatches(
      atSeed,
      { 'wrong from 2 on': (x) => (x < 2 ? sigmoidDerivative(x) : 9) },
      { seeds: 4, share: 0.75 },
    );
    expect(row).toEqual({ mutant: 'wrong from 2 on', caught: 3, seeds: 4, counterexample: 2 });
    const [none] = assertCatches(() => demand(false, () => 'refused'), { any: Math.cos });
    expect(none).not.toHaveProperty('counterexample');
  });

  test('works for laws', () => {
    const even = (f: Derivative, run: { seed: number }): unknown =>
      law('f(-x) = f(x)', real(), (x) => demand(f(-x) === f(x), () => `${f(-x)}`)).check(run);
    expect(assertCatches(even, { odd: (x) => x }, { right: { cosine: Math.cos } })).toEqual([
      { mutant: 'odd', caught: 1, seeds: 1 },
    ]);
  });

  test('refuses a bank without wrong versions, without seeds, and a share that is none', () => {
    expect(() => assertCatches(check, {})).toThrow('expected at least one wrong version, got none');
    expect(() => assertCatches(check, { any: Math.cos }, { seeds: 0 })).toThrow('expected at least one seed, got 0');
    expect(() => assertCatches(check, { any: Math.cos }, { seeds: 1.5 })).toThrow(
      'expected at least one seed, got 1.5',
    );
    for (const share of [0, 1.1, NaN]) {
      expect(() => assertCatches(check, { any: Math.cos }, { share })).toThrow('expected a share above 0 and up to 1');
    }
  });

  test('throws when a right version is refused, with the reason', () => {
    const refusal = (): unknown => assertCatches(check, { any: () => 0 }, { right: { cosine: Math.cos } });
    expect(refusal).toThrow(RangeError);
    expect(refusal).toThrow(/expected the check to pass "cosine", got a refusal with seed 1[^]*analytic/);
    expect(causeOf(refusal)).toBeInstanceOf(GradientCheckError);
  });

  test('throws the errors of a check that crashes, and refuses one that answers later', () => {
    const crashing: Check = () => {
      throw new SyntaxError('not a verdict');
    };
    expect(() => assertCatches(crashing, { any: Math.cos })).toThrow(SyntaxError);
    expect(() => assertCatches(() => Promise.resolve(), { any: Math.cos })).toThrow('Leave out async');
  });
});
