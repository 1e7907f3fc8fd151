import { estimateSecondDerivative, type Estimate } from '../differences/estimateDerivative.js';
import { parkMiller } from '../numbers/parkMiller.js';
import { nameAt, type Leaf } from '../parameters/parameters.js';
import { CaseFailed } from '../reports/report.js';
import { compare } from './checkPoint.js';
import { alongRow, inwardSign, lineThrough } from './line.js';
import { note, type SlopeCase } from './slopeCase.js';
import { isMeasured } from './tolerance.js';

/**
 * Entry (i, j) of a Hessian from second differences along three lines: along e_i + e_j the second derivative is
 * H_ii + 2 H_ij + H_jj.
 */
export function curvatures<P>(one: SlopeCase<P>): (i: number, j: number) => Estimate | undefined {
  const seen = new Map<number, Estimate | undefined>();
  function alone(i: number): Estimate | undefined {
    if (!seen.has(i)) seen.set(i, curvatureAlong(one, i, Float64Array.of(1)));
    return seen.get(i);
  }
  return (i, j) => (i === j ? alone(i) : mixed(one, i, j, alone(i), alone(j)));
}

/** Compares entries of a Hessian with second differences. */
export function checkPairs<P>(
  one: SlopeCase<P>,
  hessian: Float64Array,
  pairs: Iterable<readonly [number, number]>,
): void {
  const { point, comparing } = one;
  const { tally, tolerance } = comparing;
  const curvature = curvatures(one);
  for (const [i, j] of pairs) {
    const estimate = curvature(i, j);
    const analytic = hessian[i * point.given.length + j]!;
    if (estimate === undefined) {
      tally.skipped++;
      continue;
    }
    const disagreement = compare(analytic, estimate, tolerance);
    if (disagreement) throw new CaseFailed({ ...disagreement, parameter: pairName(point.leaves, i, j) });
    if (isMeasured(analytic, estimate)) note(tally, analytic, estimate.value);
    else tally.skipped++;
  }
}

/** "x, y": the two entries that a second derivative is by. */
export function pairName(leaves: readonly Leaf[], i: number, j: number): string {
  return `${nameAt(leaves, i)}, ${nameAt(leaves, j)}`;
}

/** Compares s'Hs with the second difference along s, for random s of +-1: what many parameters are checked with. */
export function checkCurvatures<P>(one: SlopeCase<P>, hessian: Float64Array, directions: number): void {
  const { given } = one.point;
  const n = given.length;
  const random = parkMiller(n);
  for (let d = 0; d < directions; d++) {
    const signs = given.map((_, i) => inwardAt(one, i) ?? (random() < 0.5 ? 1 : -1));
    const estimate = curvatureAlong(one, 0, signs);
    if (estimate === undefined) {
      one.comparing.tally.skipped++;
      continue;
    }
    let analytic = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) analytic += signs[i]! * hessian[i * n + j]! * signs[j]!;
    const disagreement = compare(analytic, estimate, one.comparing.tolerance);
    if (disagreement) {
      throw new CaseFailed({ ...disagreement, parameter: `a random direction over ${n} entries` });
    }
    note(one.comparing.tally, analytic, estimate.value);
  }
}

/** H_ij from the second differences along both entries at once and along each. */
function mixed<P>(one: SlopeCase<P>, i: number, j: number, ofI?: Estimate, ofJ?: Estimate): Estimate | undefined {
  const [signI, signJ] = [inwardAt(one, i) ?? 1, inwardAt(one, j) ?? 1];
  const start = Math.min(i, j);
  const slopes = new Float64Array(Math.abs(i - j) + 1);
  slopes[i - start] = signI;
  slopes[j - start] = signJ;
  const both = curvatureAlong(one, start, slopes);
  if (both === undefined || ofI === undefined || ofJ === undefined) return undefined;
  // What is left of three large curvatures is as uncertain as they are.
  const uncertainty = [both, ofI, ofJ].reduce((sum, each) => sum + each.rounding, 0);
  const value = (signI * signJ * (both.value - ofI.value - ofJ.value)) / 2;
  return { ...both, value, rounding: uncertainty / 2 };
}

/**
 * The part of the truncation that a difference may excuse: up to 0.1 % of what it measures; or at a knot, where the best
 * of steps that shrink to an eighth, and rounding grows 64-fold, has up to 72 times its rounding.
 */
function excused({ value, rounding, truncation }: Estimate): number {
  return Math.min(truncation, Math.max(1e-3 * Math.abs(value), 72 * rounding));
}

/** The second derivative along a line: the more entries move, the longer it is, and the shorter the step. */
function curvatureAlong<P>(one: SlopeCase<P>, start: number, slopes: Float64Array): Estimate | undefined {
  const line = lineThrough(one, start, slopes);
  const { measuring, options } = one.comparing;
  const moved = slopes.filter((slope) => slope !== 0).length;
  const ownStep = (secondStep(measuring.precision.epsilon) * Math.max(1, Math.abs(line.x))) / Math.sqrt(moved);
  const step = options.step ?? ownStep;
  const estimate = estimateSecondDerivative(alongRow(line, one.rows[0]!), line.x, line.room, { ...measuring, step });
  // Once and for all: what the truncation excuses does not grow with the entry that it is compared with.
  return estimate && { ...estimate, rounding: estimate.rounding + excused(estimate), truncation: 0 };
}

/** Where h^4 and eps / h^2 meet. */
function secondStep(epsilon: number): number {
  return 2 * epsilon ** (1 / 6);
}

/** Beside an edge of its domain, the sign with which an entry moves away from it. */
function inwardAt<P>({ point, comparing }: SlopeCase<P>, index: number): 1 | -1 | undefined {
  return inwardSign(point.roomOf(index), 4 * secondStep(comparing.measuring.precision.epsilon));
}
