import { GradientCheckError, LawBroken, real, type Kink, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { Interval, Loss } from '../src/formula.js';

interface Outcome {
  readonly cases: number;
  readonly worstError?: number;
}

interface Runs {
  readonly runs: number;
  readonly seed?: number;
  readonly path?: string;
}

/** A law that checks target by target, and shares the runs out among them. */
export function forSomeTargets(
  name: string,
  targets: readonly number[],
  check: (target: number, options: Runs) => Outcome,
): Law {
  const subjects = targets.map((target) => ({ target }));
  return forEachSubject(name, subjects, ({ target }, options) => check(target, options));
}

/** The same for targets with more about them. The path of a failure begins with the number of its subject. */
export function forEachSubject<Subject extends Readonly<Record<string, number>>>(
  name: string,
  subjects: readonly Subject[],
  check: (subject: Subject, options: Runs) => Outcome,
): Law {
  return Object.freeze<Law>({
    name,
    check({ runs = 300, seed, path } = {}) {
      const from = { runs: Math.ceil(runs / subjects.length), ...(seed !== undefined && { seed }) };
      const [only, rest] = path === undefined ? [] : split(name, path, subjects.length);
      const outcomes = subjects.flatMap((subject, k) => {
        if (only !== undefined && only !== k) return [];
        return [replayable(subject, k, () => check(subject, rest === undefined ? from : { ...from, path: rest }))];
      });
      const cases = outcomes.reduce((sum, outcome) => sum + outcome.cases, 0);
      if (cases === 0) {
        throw new LawBroken(`${name}: no case was tried. Ask for at least one run, and give targets that have cases.`);
      }
      return { cases, worstError: Math.max(...outcomes.map(({ worstError = 0 }) => worstError)) };
    },
  });
}

function split(name: string, path: string, subjects: number): [subject: number, path: string] {
  const [, subject, rest] = /^(\d+):([\d:]+)$/.exec(path) ?? [];
  if (subject === undefined || rest === undefined || Number(subject) >= subjects) {
    throw new RangeError(`${name}: expected a path that a failure of this law printed, got ${path}. Leave it out.`);
  }
  return [Number(subject), rest];
}

/** The check, whose failure names its subject and the options of the law, not of the check inside, that repeat it. */
function replayable(subject: Readonly<Record<string, number>>, k: number, check: () => Outcome): Outcome {
  try {
    return check();
  } catch (cause) {
    if (!(cause instanceof GradientCheckError)) throw cause;
    const { report } = cause;
    const about = Object.entries(subject).map(([what, value]) => `${what} ${value}`);
    const name = [report.name, ...about].join(', ');
    if (report.path === undefined) throw new GradientCheckError({ ...report, name }, { cause });
    const path = `${k}:${report.path}`;
    const replay = `check({ seed: ${report.seed}, path: '${path}' })`;
    throw new GradientCheckError({ ...report, name, path, replay }, { cause });
  }
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
