import { estimateOfDual } from '../differences/dual.js';
import { estimateAtTie } from '../differences/estimateAtTie.js';
import { estimateDerivative, type Estimate } from '../differences/estimateDerivative.js';
import type { Measuring } from '../differences/measuring.js';
import { clearlyDiffer, clearSlopes, slopesText } from '../differences/slopesAround.js';
import type { Disagreement } from '../reports/report.js';
import { compare } from './checkPoint.js';
import { judgeAtKink, type Suspect } from './judgeAtKink.js';
import { alongRow, rowOf, type Line } from './line.js';
import type { Row, SlopeCase } from './slopeCase.js';
import { allowedError, isMeasured, isUnsettled } from './tolerance.js';

export interface Judged {
  readonly analytic: number;
  readonly numeric: number;
  readonly allowed: number;
  /** At a kink the value may lie between the slopes, or be one that nobody can decide. */
  readonly outcome: 'agrees' | 'between' | 'undecided' | Disagreement;
}

/** Before kinks are looked at. */
interface Compared extends Judged {
  readonly estimate: Estimate;
  readonly outcome: 'agrees' | 'undecided' | Disagreement;
}

/** What a row and the differences say along a line; undefined where there is no room for one. */
export function judgeRow<P>(
  one: SlopeCase<P>,
  row: Row,
  line: Line,
  analytic: number,
  step: number,
): Judged | undefined {
  const compared = compareRow(one, row, line, analytic, step);
  if (compared === undefined || compared.outcome === 'agrees') return compared;
  return { ...compared, outcome: excused(one, row, line, compared, compared.outcome) };
}

/** The same without a look at kinks, which takes many more evaluations. */
export function compareRow<P>(
  one: SlopeCase<P>,
  row: Row,
  line: Line,
  analytic: number,
  step: number,
): Compared | undefined {
  const { tolerance, measuring } = one.comparing;
  const first = estimateAlong(one, row, line, { ...measuring, step });
  if (first === undefined) return undefined;
  const agrees = compare(analytic, first, tolerance) === undefined;
  const estimate = agrees ? first : estimateAlong(one, row, line, { ...measuring, step, isCareful: true })!;
  const allowed = allowedError(tolerance, analytic, estimate);
  const disagreement = agrees ? undefined : compare(analytic, estimate, tolerance);
  const outcome = disagreement ?? (isMeasured(analytic, estimate) ? 'agrees' : 'undecided');
  return { analytic, numeric: estimate.value, allowed, outcome, estimate };
}

function excused<P>(
  one: SlopeCase<P>,
  row: Row,
  line: Line,
  { analytic, estimate }: Compared,
  outcome: 'undecided' | Disagreement,
): Judged['outcome'] {
  const { point, comparing } = one;
  const { tolerance, options } = comparing;
  const slopes = new Float64Array(point.given.length);
  slopes.set(line.slopes, line.start);
  const along = alongInside(line, row);
  const suspect: Suspect<Float64Array> = {
    f: (entries) => (isInside(one, entries) ? rowOf(valuesAt(one, entries), row) : NaN),
    at: point.given,
    slopes,
    along,
    x: line.x,
    analytic,
    estimate,
    tolerance,
    room: line.room,
  };
  const judgement = judgeAtKink(suspect);
  const { kinks = 'between' } = options;
  if (judgement === 'no kink') return isUnsettled(analytic, estimate) ? 'undecided' : outcome;
  if (kinks === 'avoid') return 'undecided';
  if (kinks === 'between' || outcome === 'undecided') return judgement;
  const sides = clearSlopes(along, line.x, line.room, tolerance.precision);
  const hint = sides && clearlyDiffer(sides) ? `${slopesText(sides)}: a kink` : 'kinks lie close to this point';
  return { ...outcome, hint: `${hint}; move the point, or give the rule kinks: 'between'` };
}

function estimateAlong<P>(one: SlopeCase<P>, row: Row, line: Line, measuring: Measuring): Estimate | undefined {
  if (measuring.method === 'dual' && one.dual) {
    const { start, slopes } = line;
    const exact = estimateOfDual(one.dual((i) => slopes[i - start] ?? 0));
    return exact ?? estimateAtTie(alongInside(line, row), line.x, line.room, measuring);
  }
  const estimate = estimateDerivative(alongRow(line, row), line.x, line.room, measuring);
  if (estimate === undefined || typeof row.weights === 'number') return estimate;
  // A sum over outputs may be far smaller than its terms, which is what rounding is proportional to.
  const outputs = line.outputsAt(line.x);
  const size = rowOf(Array.from(outputs, Math.abs), { ...row, weights: Array.from(row.weights, Math.abs) });
  const rounding = estimate.rounding + (8 * measuring.precision.epsilon * size) / estimate.step;
  return { ...estimate, rounding };
}

/** Nothing outside the domain is evaluated, also not to find a kink. */
export function alongInside(line: Line, row: Row): (x: number) => number {
  const { x: middle, room } = line;
  const along = alongRow(line, row);
  return (x) => (x - middle < room.right && middle - x < room.left ? along(x) : NaN);
}

function isInside<P>({ point, comparing }: SlopeCase<P>, entries: Float64Array): boolean {
  if (comparing.options.domain === undefined) return true;
  return entries.every((x, i) => {
    const { left, right } = point.roomOf(i);
    return x - point.given[i]! <= right && point.given[i]! - x <= left;
  });
}

function valuesAt<P>({ point, values }: SlopeCase<P>, entries: Float64Array): ArrayLike<number> {
  point.copy.write(0, entries);
  const outputs = values(point.copy.now());
  point.copy.write(0, point.given);
  return outputs;
}
