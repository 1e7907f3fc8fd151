import { estimateOfDual } from '../differences/dual.js';
import { estimateDerivative, type Estimate } from '../differences/estimateDerivative.js';
import type { Measuring } from '../differences/measuring.js';
import { clearlyDiffer, clearSlopes, slopesText } from '../differences/slopesAround.js';
import { entriesOf, leavesOf } from '../parameters/parameters.js';
import type { Disagreement } from '../reports/report.js';
import { compare } from './checkPoint.js';
import { judgeAtKink, type Suspect } from './judgeAtKink.js';
import { alongRow, rowOf, type Line } from './line.js';
import type { Row, SlopeCase } from './slopeCase.js';
import { allowedError } from './tolerance.js';

export interface Judged {
  readonly analytic: number;
  readonly numeric: number;
  readonly allowed: number;
  /** At a kink the value may lie between the slopes, or be one that nobody can decide. */
  readonly outcome: 'agrees' | 'between' | 'undecided' | Disagreement;
}

/** What a row and the differences say along a line; undefined where there is no room for one. */
export function judgeRow<P>(
  one: SlopeCase<P>,
  row: Row,
  line: Line,
  analytic: number,
  step: number,
): Judged | undefined {
  const { comparing, point } = one;
  const { tolerance, options } = comparing;
  const estimate = estimateAlong(one, row, line, { ...comparing.measuring, step });
  if (estimate === undefined) return undefined;
  const judged = { analytic, numeric: estimate.value, allowed: allowedError(tolerance, analytic, estimate) };
  const disagreement = compare(analytic, estimate, tolerance);
  if (disagreement === undefined) return { ...judged, outcome: 'agrees' };
  const slopes = new Float64Array(point.given.length);
  for (let i = line.start; i < line.end; i++) slopes[i] = line.slopeOf(i);
  const suspect: Suspect<P> = {
    f: (parameters) => (isInside(one, parameters) ? rowOf(one.values(parameters), row) : NaN),
    at: point.at,
    slopes,
    along: insideOnly(line, alongRow(one, line, row)),
    x: line.x,
    analytic,
    estimate,
    tolerance,
  };
  const judgement = judgeAtKink(suspect);
  const { kinks = 'between' } = options;
  if (judgement === 'no kink') return { ...judged, outcome: disagreement };
  if (kinks === 'avoid') return { ...judged, outcome: 'undecided' };
  if (kinks === 'between') return { ...judged, outcome: judgement };
  const sides = clearSlopes(suspect.along, line.x, line.room, tolerance.precision);
  const hint = sides && clearlyDiffer(sides) ? `${slopesText(sides)}: a kink` : 'kinks lie close to this point';
  return {
    ...judged,
    outcome: { ...disagreement, hint: `${hint}; move the point, or give the rule kinks: 'between'` },
  };
}

function estimateAlong<P>(one: SlopeCase<P>, row: Row, line: Line, measuring: Measuring): Estimate | undefined {
  if (measuring.method === 'dual' && one.dual) {
    const { start, end, slopeOf } = line;
    return estimateOfDual(one.dual((i) => (i >= start && i < end ? slopeOf(i) : 0)));
  }
  const estimate = estimateDerivative(alongRow(one, line, row), line.x, line.room, measuring);
  if (estimate === undefined || typeof row.weights === 'number') return estimate;
  // A sum over outputs may be far smaller than its terms, which is what rounding is proportional to.
  const outputs = line.values(0);
  const size = rowOf(Array.from(outputs, Math.abs), { ...row, weights: Array.from(row.weights, Math.abs) });
  const rounding = estimate.rounding + (8 * measuring.precision.epsilon * size) / estimate.step;
  return { ...estimate, rounding };
}

/** Nothing outside the domain is evaluated, also not to find a kink. */
function insideOnly({ x: middle, room }: Line, along: (x: number) => number): (x: number) => number {
  return (x) => (x - middle < room.right && middle - x < room.left ? along(x) : NaN);
}

function isInside<P>({ point, comparing }: SlopeCase<P>, parameters: P): boolean {
  if (comparing.options.domain === undefined) return true;
  return entriesOf(leavesOf(parameters, comparing.caller)).every((x, i) => {
    const { left, right } = point.roomOf(i);
    return x - point.given[i]! <= right && point.given[i]! - x <= left;
  });
}
