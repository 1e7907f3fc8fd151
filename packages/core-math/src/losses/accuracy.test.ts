import { describe, expect, test } from 'vitest';
import { exactLosses } from '../../test/exactLosses.js';
import { exactly, hardPoints, ulpsFrom, type Decimal } from '../../test/highPrecision.js';
import { worstLossUlps } from '../../test/lossAccuracy.js';
import { losses, type LossName } from './index.js';

/** One point in so many of the thousands, and another one for each target; all of those near landmarks. */
const stride = 24;
/** What is near a landmark. */
const reach = 1e-3;
/** Half of the doubles are near 0: those below this are all alike, and come with the stride. */
const tiny = 1e-17;

describe.each(Object.entries(worstLossUlps))('%s', (key, bounds) => {
  const name = key as LossName;
  const { sizes, ...forms } = exactLosses[name]!;
  const cases = casesOf(name);
  for (const part of ['value', 'derivative'] as const) {
    const bound = bounds[part];
    test(`its ${part} is within ${bound} ulp of 60-digit arithmetic at doubles of every size`, () => {
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

test.each(Object.keys(worstLossUlps) as LossName[])(
  '%s is tried at its landmarks and on both sides of them',
  (name) => {
    const { landmarks, predictions } = losses[name];
    const cases = casesOf(name);
    for (const target of new Set(cases.map(([, target]) => target))) {
      for (const at of landmarks(target).filter((x) => x >= predictions.low && x <= predictions.high)) {
        const tried = cases.filter(([p, y]) => y === target && Math.abs(p - at) <= reach).map(([p]) => p);
        expect(tried).toContain(at);
        if (at > predictions.low) expect(tried.filter((p) => p < at).length).toBeGreaterThan(5);
        if (at < predictions.high) expect(tried.filter((p) => p > at).length).toBeGreaterThan(5);
      }
    }
  },
);

function casesOf(name: LossName): [prediction: number, target: number][] {
  const { predictions, targets, landmarks } = losses[name];
  const someTargets =
    'low' in targets ? [0, 1, 0.3, -2.5, 7].filter((y) => y >= targets.low && y <= targets.high) : targets;
  return someTargets.flatMap((target, offset) => {
    const points = hardPoints([...landmarks(target).filter(Number.isFinite), 1]).filter(
      (p) => p >= predictions.low && p <= predictions.high,
    );
    const chosen = points.filter((p, i) => i % stride === offset || landmarks(target).some((at) => isNear(p, at)));
    return chosen.map((prediction): [number, number] => [prediction, target]);
  });
}

function isNear(p: number, landmark: number): boolean {
  return Math.abs(p - landmark) <= reach && (landmark !== 0 || p === 0 || Math.abs(p) >= tiny);
}

/** Ulps of the exact number, or of a larger size that it is the difference of. */
function ulpsOfSize(exact: Decimal, got: number, size: Decimal | undefined): number {
  if (!size?.isFinite() || size.lte(exact.abs()) || !Number.isFinite(got)) return ulpsFrom(exact, got);
  return exact.minus(exactly(got)).abs().div(size.times(Number.EPSILON)).toNumber();
}
