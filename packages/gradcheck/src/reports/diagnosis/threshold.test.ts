import { expect, test } from 'vitest';
import { scalarEvidence } from '../../test-support/evidence.test-support.js';
import { diagnose } from './diagnose.js';

/** The derivative of x^2 with a mistake where `isWrong`. */
const doubledWhere =
  (isWrong: (x: number) => boolean) =>
  (x: number): number =>
    isWrong(x) ? 4 * x + 1 : 2 * x;

test.each<[isWrong: (x: number) => boolean, text: string]>([
  [(x) => x > 0.3, 'right up to x = 0.3, wrong beyond'],
  [(x) => x > -7, 'right up to x = -7, wrong beyond'],
  [(x) => x > 40, 'right up to x = 40, wrong beyond'],
  [(x) => x < 0.3, 'right above x = 0.3, wrong below'],
  [(x) => x < -2, 'right above x = -2, wrong below'],
  [(x) => Math.abs(x) > 1.5, 'right for |x| < 1.5, wrong beyond'],
  [(x) => x < -1.5 || x > 3, 'right between x = -1.5 and x = 3, wrong elsewhere'],
  [(x) => x > -1 && x < 2, 'wrong between x = -1 and x = 2 only'],
])('where %s it is wrong, the diagnosis is in the same words', (isWrong, text) => {
  for (const seed of [1, 2, 3]) {
    const found = diagnose(scalarEvidence((x) => x * x, doubledWhere(isWrong), { seed }));
    expect(found?.kind).toBe('threshold');
    expect(found?.text).toContain(text);
  }
});

test('what is wrong on one side is told: a factor, a sign, or that it is no number', () => {
  const beyondOne = (wrong: (x: number) => number): string | undefined =>
    diagnose(
      scalarEvidence(
        (x) => x * x,
        (x) => (x > 1 ? wrong(x) : 2 * x),
      ),
    )?.text;
  expect(beyondOne((x) => 6 * x)).toMatch(/^right up to x = 1, wrong beyond, where analytic = 3 numeric/);
  expect(beyondOne((x) => -2 * x)).toMatch(/^right up to x = 1, wrong beyond, where analytic = -numeric/);
  expect(beyondOne(() => NaN)).toBe('right up to x = 1, wrong beyond, where it is NaN');
  expect(beyondOne(() => Infinity)).toBe('right up to x = 1, wrong beyond, where it is Infinity');
});

test('an approximation that gets worse by and by has no threshold', () => {
  const series = (x: number): number => 1 + x + x ** 2 / 2;
  expect(diagnose(scalarEvidence(Math.exp, series, { domain: { low: -3, high: 3 } }))?.kind).not.toBe('threshold');
});
