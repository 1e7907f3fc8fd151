import type * as fc from 'fast-check';
import { parkMiller } from '../numbers/parkMiller.js';
import { fitting } from '../parameters/fitting.js';
import { entriesOf, leavesOf, namesOf } from '../parameters/parameters.js';
import type { Point } from '../parameters/point.js';
import { CaseFailed, type CheckReport } from '../reports/report.js';
import { sampled } from './checkDirections.js';
import { checkedParameterOptions } from './checkedOptions.js';
import { checkParameters, compareAll, comparesAll } from './checkParameters.js';
import type { ParameterOptions } from './options.js';
import { orMisuse } from './orMisuse.js';
import { checkCurvatures, checkPairs, curvatures, pairName } from './secondDifferences.js';
import type { Comparing, SlopeCase } from './slopeCase.js';
import type { TableEntry } from './evidence.js';
import { steadyOutputs } from './steadyOutputs.js';
import { rowsOf, tableAnswer, type Table } from './tableAnswer.js';
import { allowedError, toleranceAt } from './tolerance.js';

export interface HessianOptions<P = unknown> extends ParameterOptions {
  /** The gradient, which is compared with the function first: the Hessian is then compared with differences of it, which are far more exact. */
  readonly gradient?: (parameters: P) => P;
}

/** Second differences are known to about 1e-10, and an entry beside the diagonal takes three of them. */
const defaultsWithoutGradient = { relative: 1e-7, absolute: 1e-7 };
const allPairs = 8;
/** Up to how many parameters every pair is looked at to find the one that a direction blames. */
const locatedPairs = 64;

/**
 * Compares a Hessian written by hand, all second derivatives, with differences of the gradient where that is given, and
 * else with second differences of the function. It must be symmetric. For one number it is f''.
 *
 * Parameters and options are those of {@link checkGradient}. Without a gradient every entry is compared up to 8
 * parameters; of more a sample, and the curvature along random directions: where one disagrees, the pair is looked for up
 * to 64 parameters. A gradient that is given is compared with the function first.
 *
 * @throws GradientCheckError naming the two entries of the parameters, at the smallest input found.
 * @throws GradientCheckError also when the Hessian has not a row and a column for each entry of the parameters.
 * @example
 * const f = ([x, y]) => x * x * y
 * checkHessian(f, ([x, y]) => [[2 * y, 2 * x], [2 * x, 0]], [1, 3]).cases // => 4
 * checkHessian(f, ([x, y]) => [[2 * y, 2 * x], [2 * x, 0]], [1, 3], { gradient: ([x, y]) => [2 * x * y, x * x] }).cases // => 4
 * checkHessian(f, ([x, y]) => [[y, 2 * x], [2 * x, 0]], [1, 3]) // => throws GradientCheckError
 */
export function checkHessian<P>(
  f: (parameters: P) => number,
  hessian: (parameters: P) => Table,
  at: P | fc.Arbitrary<P>,
  given: HessianOptions<P> = {},
): CheckReport {
  const options = checkedParameterOptions('checkHessian', { f, hessian }, given, ['gradient']);
  const { gradient } = options;
  let table: Float64Array = new Float64Array(0);
  function caseAt(point: Point<P>, comparing: Comparing): SlopeCase<P> {
    const ofValue = steadyOutputs({ who: 'the function', result: 'output', isScalar: true, f }, point, comparing);
    const names = namesOf(point.leaves);
    const question = { who: 'the Hessian', what: 'Hessian', call: hessian, rows: names.length };
    if (gradient) {
      const asked = { who: 'the gradient', result: 'gradient', isScalar: false, f: gradient };
      const ofGradient = steadyOutputs(asked, point, comparing);
      const leaves = leavesOf(ofGradient.y, comparing.caller);
      const fitted = orMisuse(() => fitting(point.leaves, leaves, comparing.caller, 'gradient'));
      expectGradient(entriesOf(fitted), ofValue.values, point, comparing);
      table = tableAnswer(question, point, comparing);
      const rows = rowsOf(table, namesOf(ofGradient.leaves));
      return { comparing, point, values: ofGradient.values, rows, finish };
    }
    table = tableAnswer(question, point, comparing);
    const rows = [{ weights: 0, analytic: new Float64Array(names.length) }];
    return { comparing, point, values: ofValue.values, rows, finish };
    function finish(): void {
      expectSymmetric(table, point, comparing);
    }
  }
  return checkParameters<P>({
    caller: 'checkHessian',
    f,
    at,
    options,
    ...(gradient && { result: gradient }),
    table: 'the Hessian',
    ...(!gradient && {
      defaults: defaultsWithoutGradient,
      method: 'second differences',
      fewEntries: allPairs,
      compare: (one: SlopeCase<P>) => compareCurvature(one, table),
      observe: (one: SlopeCase<P>) => curvatureObservations(one, table),
    }),
    caseAt,
  });
}

/** @throws CaseFailed unless the gradient is that of the function: the Hessian would be that of another. */
function expectGradient<P>(
  analytic: Float64Array,
  values: SlopeCase<P>['values'],
  point: Point<P>,
  comparing: Comparing,
): void {
  const tally = { worst: 0, compared: 0, skipped: 0 };
  try {
    compareAll({ comparing: { ...comparing, tally }, point, values, rows: [{ weights: 0, analytic }] });
  } catch (error) {
    if (!(error instanceof CaseFailed)) throw error;
    const verdict = 'the gradient that was given differs from the finite difference of the function';
    throw new CaseFailed({ ...error.disagreement, verdict });
  }
}

function compareCurvature<P>(one: SlopeCase<P>, hessian: Float64Array): void {
  const { options } = one.comparing;
  const n = one.point.given.length;
  const isAll = comparesAll(options, n, allPairs);
  checkPairs(one, hessian, isAll ? pairsOf(n, n) : pairsOf(n, options.samples ?? 8));
  if (isAll) return;
  try {
    checkCurvatures(one, hessian, options.directions ?? 4);
  } catch (error) {
    // A direction that disagrees does not say where: every pair is looked at, while they are not too many.
    if (n <= locatedPairs) checkPairs(one, hessian, pairsOf(n, n));
    throw error;
  }
}

/** What every entry and the second differences say. */
function curvatureObservations<P>(one: SlopeCase<P>, hessian: Float64Array): readonly TableEntry[] {
  const curvature = curvatures(one);
  const n = one.point.given.length;
  return pairsOf(n, n).flatMap(([i, j]) => {
    const [analytic, estimate] = [hessian[i * n + j]!, curvature(i, j)];
    if (estimate === undefined) return [];
    const allowed = allowedError(one.comparing.tolerance, analytic, estimate);
    return [{ row: i, column: j, analytic, numeric: estimate.value, allowed }];
  });
}

/** Every entry of the table, or those on and beside the diagonal of some parameters. */
function pairsOf(n: number, samples: number): readonly (readonly [number, number])[] {
  const random = parkMiller(n);
  const indices = samples >= n ? Array.from({ length: n }, (_, i) => i) : sampled(0, n, samples, random);
  const chosen = [...indices];
  return chosen.flatMap((i, which) => {
    const others = samples >= n ? chosen : [i, ...chosen.slice(which + 1, which + 2)];
    return others.map((j) => [i, j] as const);
  });
}

/** @throws CaseFailed unless H_ij = H_ji, and both are finite. */
function expectSymmetric<P>(table: Float64Array, { given, leaves }: Point<P>, comparing: Comparing): void {
  const n = given.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const [a, b] = [table[i * n + j]!, table[j * n + i]!];
      const size = Math.max(Math.abs(a), Math.abs(b));
      const isFinite = Number.isFinite(size);
      if (isFinite && Math.abs(a - b) <= toleranceAt(comparing.tolerance, size, size)) continue;
      throw new CaseFailed({
        verdict: isFinite
          ? `the Hessian is not symmetric: ${a} there, and ${b} with the two exchanged`
          : `the derivative is ${size}`,
        parameter: pairName(leaves, i, j),
        hint: 'second derivatives do not depend on the order',
      });
    }
  }
}
