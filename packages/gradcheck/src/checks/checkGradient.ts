import type * as fc from 'fast-check';
import { checkEntries, type GradientCase, type Tally } from './checkEntries.js';
import { checkDirections } from './checkDirections.js';
import { entriesOf, fitting } from '../differences/directionalDifference.js';
import { entryName, leavesOf, rebuilt } from '../parameters/parameters.js';
import { CaseFailed, notFinite, type CheckReport } from '../reports/report.js';
import { MisuseError, runCases, runOnce } from './runCases.js';
import type { Measuring } from '../differences/measuring.js';
import { measuringFor, methodName, precisionFor } from './measuringFor.js';
import { toleranceFor, type Tolerance } from './tolerance.js';

export interface GradientOptions {
  /** What reports call the function. */
  readonly name?: string;
  readonly relative?: number;
  readonly absolute?: number;
  /** How many cases are drawn, when `at` is an arbitrary. */
  readonly runs?: number;
  readonly seed?: number;
  /** fast-check's path to one case: what a failure prints. */
  readonly path?: string;
  /** The largest step of the differences; 1 for functions that are affine in every entry, where it is exact. */
  readonly step?: number;
}

const defaults = { relative: 1e-8, absolute: 1e-8 };
const defaultRuns = 50;
const fewEntries = 64;

/**
 * Compares a gradient written by hand with finite differences: every entry up to 64 of them, and for more a sample of
 * every named parameter plus random directions over each and over all. Also finds a function or gradient that changes
 * its argument, a function that gives two values at one point, and a gradient of the wrong names or shapes.
 *
 * Parameters are numbers, Float64Arrays, number[]s, matrices (rows, columns, data), and records and lists of those.
 *
 * @throws GradientCheckError naming the entry that is wrong, at the smallest input found.
 * @throws RangeError when the gradient does not have the names and shapes of the parameters.
 * @example
 * const area = (p) => p.width * p.height
 * checkGradient(area, (p) => ({ width: p.height, height: p.width }), { width: 2, height: 3 }).cases // => 2
 * checkGradient(area, (p) => ({ width: p.width, height: p.height }), { width: 2, height: 3 }) // => throws GradientCheckError
 */
export function checkGradient<P>(
  f: (parameters: P) => number,
  gradient: (parameters: P) => P,
  at: P | fc.Arbitrary<P>,
  options: GradientOptions = {},
): CheckReport {
  const { name = f.name || 'f', runs = defaultRuns, seed, path } = options;
  const precision = precisionFor('checkGradient');
  const tolerance = toleranceFor('checkGradient', options, precision, defaults);
  const measuring = measuringFor('checkGradient', options, precision, tolerance);
  const tally: Tally = { worst: 0, compared: 0, skipped: 0 };
  const check = (point: P): void => checkCase(f, gradient, point, tolerance, measuring, tally);
  if (isArbitrary(at)) runCases({ caller: 'checkGradient', name, runs, seed, path }, at, check);
  else runOnce(name, at, () => check(at));
  const { compared: cases, skipped, worst: worstError } = tally;
  if (cases === 0 && skipped > 0) {
    throw new RangeError(
      `checkGradient: expected at least one entry beside all kinks, got ${skipped} at kinks in ${name}: every entry lies at a kink; move the point.`,
    );
  }
  if (cases === 0) {
    throw new RangeError(
      `checkGradient: expected parameters with at least one number, got none in ${name}. Pass some.`,
    );
  }
  return { name, method: methodName(measuring), cases, skipped, worstError };
}

function checkCase<P>(
  f: (parameters: P) => number,
  gradient: (parameters: P) => P,
  at: P,
  tolerance: Tolerance,
  measuring: Measuring,
  tally: Tally,
): void {
  const leaves = orMisuse(() => leavesOf(at, 'checkGradient'));
  const given = entriesOf(leaves);
  if (given.length === 0) return;
  const value = untouched(f, at, 'the function');
  if (!Number.isFinite(value)) throw new CaseFailed(notFinite(value));
  const again = f(rebuilt(at, (entry) => entry));
  if (!Object.is(value, again)) {
    throw new CaseFailed({
      verdict: `the function gives ${value} and then ${again} at the same point`,
      hint: 'fix its randomness: seed the generator inside the function',
    });
  }
  const result = untouched(gradient, at, 'the gradient');
  const analytic = entriesOf(
    orMisuse(() => fitting(leaves, leavesOf(result, 'checkGradient'), 'checkGradient', 'gradient')),
  );
  const one: GradientCase<P> = { f, at, leaves, analytic, given, tolerance, measuring, tally };
  if (given.length <= fewEntries)
    checkEntries(
      one,
      given.map((_, i) => i),
    );
  else checkDirections(one);
}

/** Calls it with a copy, and sees that the copy is as it was. */
function untouched<P, R>(call: (parameters: P) => R, at: P, who: string): R {
  const copy = rebuilt(at, (value) => value);
  const result = call(copy);
  const before = leavesOf(at, 'checkGradient');
  const after = leavesOf(copy, 'checkGradient');
  before.forEach((leaf, which) => {
    leaf.values.forEach((value, i) => {
      const now = after[which]!.values[i]!;
      if (Object.is(value, now)) return;
      throw new CaseFailed({
        verdict: `${who} changes its argument: ${entryName(leaf, i)} was ${value} and is ${now}`,
        hint: 'work on a copy',
      });
    });
  });
  return result;
}

function orMisuse<R>(make: () => R): R {
  try {
    return make();
  } catch (error) {
    throw error instanceof Error ? new MisuseError(error) : error;
  }
}

function isArbitrary<P>(at: P | fc.Arbitrary<P>): at is fc.Arbitrary<P> {
  return typeof at === 'object' && at !== null && 'generate' in at && 'shrink' in at;
}
