import { describe, expect, test } from 'vitest';
import { exactLosses } from '../../test/exactLosses.js';
import { exactly, hardPoints, ulpsFrom, type Decimal } from '../../test/highPrecision.js';
import { worstLossUlps } from '../../test/lossAccuracy.js';
import { losses, type LossName } from './index.js';

/** One point in so many of the thousands, and another one for each target; all of those near landmarks. */
const stride = 24;

describe.each(Object.entries(worstLossUlps))('%s', (key, bounds) => {
  const name = key as LossName;
  const { sizes, ...forms } = exactLosses[name]!;
  const cases = casesOf(name);
  for (const part of ['value', 'derivative'] as const) {
    const bound = bounds[part];
    test(`its ${part} is within ${bound} ulp of 60-digit arithmetic over all of the doubles`, () => {
      let worst = { ulps: 0, at: '' };
      for (const [prediction, target] of cases) {
        if (part === 'derivative' && losses[name].kinks(target).some(({ at }) => at === prediction)) continue;
        // -0 + 0 = 0: decimal.js would give the quotients by -0 another sign.
        const [p, y] = [exactly(prediction + 0), exactly(target)];
        const exact = forms[part](p, y);
        const size = sizes?.[part]?.(p, y);
        const ulps = ulpsOfSize(exact, losses[name][part](prediction, target), size);
        if (!(ulps <= worst.ulps)) worst = { ulps, at: `${prediction}, ${target}` };
      }
      expect(worst.ulps, `at ${worst.at}`).toBeLessThanOrEqual(bound);
    });
  }
});

test('every loss with an exact form has a bound', () => {
  expect(Object.keys(worstLossUlps).sort()).toEqual(Object.keys(exactLosses).sort());
});

test('no bound exceeds 4 ulp, but for the value of logCosh, whose doc comment says why', () => {
  for (const [name, { value, derivative }] of Object.entries(worstLossUlps)) {
    expect(value).toBeLessThanOrEqual(name === 'logCosh' ? 5 : 4);
    expect(derivative).toBeLessThanOrEqual(4);
  }
});

function casesOf(name: LossName): [prediction: number, target: number][] {
  const { predictions, targets, landmarks } = losses[name];
  const someTargets =
    'low' in targets ? [0, 1, 0.3, -2.5, 7].filter((y) => y >= targets.low && y <= targets.high) : targets;
  return someTargets.flatMap((target, offset) => {
    const points = hardPoints([...landmarks(target).filter(Number.isFinite), 1]).filter(
      (p) => p >= predictions.low && p <= predictions.high,
    );
    const chosen = points.filter((_, i) => i % stride === offset || i > points.length - 60);
    return chosen.map((prediction): [number, number] => [prediction, target]);
  });
}

/** Ulps of the exact number, or of a larger size that it is the difference of. */
function ulpsOfSize(exact: Decimal, got: number, size: Decimal | undefined): number {
  if (!size?.isFinite() || size.lte(exact.abs()) || !Number.isFinite(got)) return ulpsFrom(exact, got);
  return exact.minus(exactly(got)).abs().div(size.times(Number.EPSILON)).toNumber();
}
