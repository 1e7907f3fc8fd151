import { alongLine } from '../differences/directionalDifference.js';
import type { Estimate, Room } from '../differences/estimateDerivative.js';
import { firstStepAt, float64 } from '../differences/measuring.js';
import { rebuilt } from '../parameters/parameters.js';
import { parkMiller } from '../numbers/parkMiller.js';
import type { Disagreement } from '../reports/report.js';
import { clearSlopes, differ, noiseOf, roughly, slopesText, type Sides } from '../differences/slopesAround.js';
import { allowedError, type Tolerance } from './tolerance.js';

/** A slope of a gradient along one line that disagrees with the difference over it. */
export interface Suspect<P> {
  readonly f: (parameters: P) => number;
  readonly at: P;
  /** How fast each entry moves along the line. */
  readonly slopes: ArrayLike<number>;
  /** f along the line, and where on it the point lies. */
  readonly along: (x: number) => number;
  readonly x: number;
  readonly analytic: number;
  readonly estimate: Estimate;
  readonly tolerance: Tolerance;
  /** How far f may be evaluated along the line; without end unless given. */
  readonly room?: Room;
}

/** What is to be said of a disagreement: there is no kink to excuse it, or at the kink the value is right, undecided or wrong. */
export type Judgement = 'no kink' | 'between' | 'undecided' | Disagreement;

const everywhere = { left: Infinity, right: Infinity };

/**
 * At a kink (a ReLU fed with 0) the central difference is no measure: the value must lie between the slopes on either side.
 * Where they are one, this close, it beats a stencil that a kink just beside the point has bent.
 * Undecided are values where the slopes are not clear this close, and where several kinks meet: there the rules for each
 * part need not give a slope of the whole: relu(x) - relu(-x) = x gets 0 at 0, with relu'(0) = 0.
 */
export function judgeAtKink<P>(suspect: Suspect<P>): Judgement {
  const { along, x, analytic, estimate, tolerance, room = everywhere } = suspect;
  const { precision = float64 } = tolerance;
  if (!Number.isFinite(analytic)) return 'no kink';
  // No farther than the stencil that gave the verdict: what bends f beyond it did not bend the difference.
  const reach = 4 * (estimate.step || firstStepAt(x, roughly(precision)));
  const close = clearSlopes(along, x, within(room, reach), precision);
  const decides = close !== undefined && (differ(close) || noiseOf(close) < Math.abs(analytic - estimate.value) / 4);
  const sides = decides ? close : clearSlopes(along, x, room, precision);
  if (sides === undefined) return 'no kink';
  if ((differ(sides) || decides) && isBetween(analytic, sides, tolerance)) return decides ? 'between' : 'undecided';
  if (severalMeet(suspect, sides)) return 'undecided';
  if (!differ(sides)) return 'no kink';
  return notBetween(analytic, sides);
}

/** What is said of a derivative that is no slope at a kink. */
export function notBetween(analytic: number, sides: Sides): Disagreement {
  const { left, right } = sides;
  return {
    verdict: 'the derivative does not lie between the slopes on either side of a kink',
    analytic,
    method: `${left.method} and ${right.method.replace('five-point difference ', '')}`,
    step: left.step,
    hint: slopesText(sides),
  };
}

/** Whether the value is a slope between the two, as far as they are known. */
export function isBetween(analytic: number, { left, right }: Sides, tolerance: Tolerance): boolean {
  const [low, high] = left.value < right.value ? [left, right] : [right, left];
  return (
    analytic >= low.value - allowedError(tolerance, analytic, low) &&
    analytic <= high.value + allowedError(tolerance, analytic, high)
  );
}

/** Whether more than one kink lies at the point, so that the slopes around it are many, and the value is not far from them. */
function severalMeet<P>(suspect: Suspect<P>, sides: Sides): boolean {
  const { analytic, estimate, along, x, tolerance } = suspect;
  const { precision = float64 } = tolerance;
  const { largest, parts } = nearby[precision.name];
  const onLine = [sides.left.value, sides.right.value];
  const { left, right } = suspect.room ?? everywhere;
  const shift = Math.min(largest, estimate.step || largest, left / 2, right / 2);
  const slopes = slopesNearby(suspect, onLine, shift / 8);
  const [low, high] = [Math.min(...slopes), Math.max(...slopes)];
  const rounding = (8 * precision.epsilon * Math.abs(along(x))) / (shift / 8 / parts);
  const clearly = rounding + (differ(sides) ? 1e-5 : 1e-3) * Math.max(Math.abs(low), Math.abs(high));
  const areMany = slopes.some((slope) => onLine.every((each) => Math.abs(slope - each) > clearly));
  // Kinks a thousand times fainter than the one on the line may hide beside it.
  const faint = Math.abs(sides.right.value - sides.left.value) / 1000;
  const isAmong = differ(sides) && analytic >= low - faint && analytic <= high + faint;
  const isNear = areMany && analytic >= 2 * low - high && analytic <= 2 * high - low;
  if (!isAmong && !isNear) return false;
  // Where f is merely curved the slopes close in on one as the points do.
  const outer = slopesNearby(suspect, onLine, shift);
  return high - low >= (Math.max(...outer) - Math.min(...outer)) / 2;
}

const points = 32;
/** How far away the points nearby lie, over which part of that differences are taken, and when two of them are the same. */
const nearby = {
  float64: { largest: 1e-6, parts: 64, same: 1e-4 },
  float32: { largest: 2 ** -5, parts: 8, same: 2e-2 },
} as const;

/** The slopes along parallel lines through points nearby, after those on the line itself. */
function slopesNearby<P>({ f, at, slopes, tolerance }: Suspect<P>, onLine: readonly number[], shift: number): number[] {
  const random = parkMiller(slopes.length);
  const found = [...onLine];
  const { parts, same } = nearby[tolerance.precision?.name ?? 'float64'];
  const h = shift / parts;
  for (let i = 0; i < points; i++) {
    const beside = rebuilt(at, (value) => value + shift * (Math.abs(value) || 1) * (2 * random() - 1));
    const along = alongLine(f, beside, slopes);
    const middle = along(0);
    const [right, left] = [(along(h) - middle) / h, (middle - along(-h)) / h];
    // No kink between the three points: where there is one, the slope is neither.
    if (Math.abs(right - left) <= same * Math.max(...found.map(Math.abs))) found.push((right + left) / 2);
  }
  return found;
}

function within({ left, right }: Room, reach: number): Room {
  return { left: Math.min(left, reach), right: Math.min(right, reach) };
}
