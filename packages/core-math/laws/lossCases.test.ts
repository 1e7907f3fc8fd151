import { GradientCheckError, LawBroken } from '@handgrad/gradcheck';
import { expect, test } from 'vitest';
import { losses } from '../src/losses/index.js';
import { forEachSubject, forSomeTargets } from './lossCases.js';
import { lawsOfLoss } from './losses.js';

const { halfSquaredError } = losses;
/** Wrong for one target of seven, and for negative predictions only. */
const wrong = {
  ...halfSquaredError,
  derivative: (p: number, y: number) => (y === 0.9 && p < -1 ? y - p : p - y),
};

test.each(lawsOfLoss(wrong).filter(({ name }) => name.includes('finite differences')))(
  'the replay line of a broken law fails at the same target and input: $name',
  (law) => {
    const first = failureOf(() => law.check({ seed: 3 }));
    const [, seed, path] = /replay +check\(\{ seed: (-?\d+), path: '([\d:]+)' \}\)/.exec(first.message)!;
    const again = failureOf(() => law.check({ seed: Number(seed), path: path! }));
    expect(first.message).toContain('target 0.9');
    expect(again.report.input).toBe(first.report.input);
    expect(again.report.name).toBe(first.report.name);
    // Nothing else is drawn: the case that failed is the first, and as simple as it gets.
    expect(again.report).toMatchObject({ failedCase: 1, shrinks: 0 });
  },
);

test('a path that no failure printed is a RangeError', () => {
  const law = forSomeTargets('one target', [0], () => ({ cases: 1 }));
  for (const path of ['1:0', 'x']) expect(() => law.check({ seed: 1, path })).toThrow(RangeError);
});

test('a law that no case reached is broken', () => {
  const none = [
    forEachSubject('no subjects', [], () => ({ cases: 1 })),
    forSomeTargets('no cases', [0, 1], () => ({ cases: 0 })),
  ];
  for (const law of none) {
    expect(() => law.check()).toThrow(LawBroken);
    expect(() => law.check()).toThrow(`${law.name}: no case was tried.`);
  }
});

function failureOf(check: () => unknown): GradientCheckError {
  try {
    check();
  } catch (error) {
    if (error instanceof GradientCheckError) return error;
    throw error;
  }
  throw new Error('the law holds');
}
