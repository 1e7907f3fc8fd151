import { real, type Kink, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { Interval, Loss } from '../src/formula.js';

interface Outcome {
  readonly cases: number;
  readonly worstError?: number;
}

/** A law that checks target by target, and shares the runs out among them. */
export function forSomeTargets(
  name: string,
  targets: readonly number[],
  check: (target: number, options: { runs: number; seed?: number }) => Outcome,
): Law {
  return {
    name,
    check({ runs = 300, seed } = {}) {
      const each = { runs: Math.ceil(runs / targets.length), ...(seed !== undefined && { seed }) };
      return together(targets.map((target) => check(target, each)));
    },
  };
}

export function together(outcomes: readonly Outcome[]): Required<Outcome> {
  return {
    cases: outcomes.reduce((sum, { cases }) => sum + cases, 0),
    worstError: Math.max(...outcomes.map(({ worstError = 0 }) => worstError)),
  };
}

/** Targets that a loss allows and that laws go through one by one. */
export function someTargets({ targets }: Loss): readonly number[] {
  if (!('low' in targets)) return targets;
  return [-2.5, 0, 0.3, 0.5, 0.9, 1, 7].filter((target) => target >= targets.low && target <= targets.high);
}

/** Any target that a loss allows. */
export function targetsOf(loss: Loss): fc.Arbitrary<number> {
  const some = fc.constantFrom(...someTargets(loss));
  return 'low' in loss.targets ? fc.oneof(some, real(loss.targets)) : some;
}

/** Where the regime of a loss changes, without its kinks. */
export function landmarksOf(loss: Loss, target: number): number[] {
  const kinks = loss.kinks(target).map(({ at }) => at);
  return loss.landmarks(target).filter((x) => Number.isFinite(x) && !kinks.includes(x));
}

function predictionsOf(loss: Loss, target: number): fc.Arbitrary<number> {
  return real(loss.predictions, [...landmarksOf(loss, target), ...loss.kinks(target).map(({ at }) => at)]);
}

/** Any prediction with any target. */
export function cases(loss: Loss): fc.Arbitrary<{ prediction: number; target: number }> {
  return targetsOf(loss).chain((target) => predictionsOf(loss, target).map((prediction) => ({ prediction, target })));
}

/** Any two predictions for the same target. */
export function pairs(loss: Loss): fc.Arbitrary<{ a: number; b: number; target: number }> {
  return targetsOf(loss).chain((target) =>
    fc.record({ a: predictionsOf(loss, target), b: predictionsOf(loss, target), target: fc.constant(target) }),
  );
}

/** Away from finite ends, where a loss may be infinite and steps would have to be smaller than doubles are dense. */
export function insideOf({ low, high }: Interval): Interval {
  return { low: low + 1e-6, high: high - 1e-6 };
}

/**
 * Points where only the second derivative may jump, as kinks with two equal slopes: no difference is then taken across
 * them, and the slope at them is compared from either side.
 */
export function knots(points: readonly number[], slope: (x: number) => number): Kink[] {
  return [...new Set(points)].map((at) => ({ at, left: slope(at), right: slope(at), chosen: slope(at) }));
}
