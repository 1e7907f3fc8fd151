import type { Room } from '../differences/estimateDerivative.js';
import type { Row, SlopeCase } from './slopeCase.js';

/** A line through a point, along which the entries from start on move at once, each with its slope. */
export interface Line {
  readonly start: number;
  readonly slopes: Float64Array;
  /** Where on the line the point lies: at its entry, or for several at the size of the largest, so that steps fit. */
  readonly x: number;
  readonly room: Room;
  readonly at: (x: number) => Moved;
}

/** The outputs where entries were moved, and by how much more each was than it should, as numbers are rounded. */
interface Moved {
  readonly outputs: ArrayLike<number>;
  readonly slips: Float64Array;
}

export function lineThrough<P>(one: SlopeCase<P>, start: number, slopes: Float64Array): Line {
  const { point, values, rows, comparing } = one;
  const given = point.given.subarray(start, start + slopes.length);
  const { round } = comparing.measuring.precision;
  const middle = slopes.length === 1 ? given[0]! : largestMoved(given, slopes);
  // Rows look at the same outputs; of one row only the last place is kept, and its numbers are written over.
  const seen = new Map<number, Moved>();
  const moved = new Float64Array(slopes.length);
  const only = new Float64Array(slopes.length);
  return {
    start,
    slopes,
    x: middle,
    room: comparing.options.domain === undefined ? everywhere : roomAlong(one, start, slopes),
    at(x) {
      const known = seen.get(x);
      if (known) return known;
      const t = x - middle;
      const slips = rows.length > 1 ? new Float64Array(slopes.length) : only;
      for (let i = 0; i < slopes.length; i++) {
        const move = t * slopes[i]!;
        const there = round(given[i]! + move);
        moved[i] = there;
        slips[i] = there - given[i]! - move;
      }
      point.copy.write(start, moved);
      const found = { outputs: values(point.copy.now()), slips };
      point.copy.write(start, given);
      if (rows.length > 1) seen.set(x, found);
      return found;
    },
  };
}

const everywhere: Room = { left: Infinity, right: Infinity };

/**
 * What the row makes of the outputs along the line. Every entry is rounded as it moves; what that changes, to first order,
 * is taken away again: rounding does not add up over a million entries.
 */
export function alongRow({ start, slopes, at }: Line, row: Row): (x: number) => number {
  const analytic = row.analytic.subarray(start, start + slopes.length);
  return function along(x) {
    const { outputs, slips } = at(x);
    let slip = 0;
    for (let i = 0; i < slips.length; i++) slip += analytic[i]! * slips[i]!;
    const value = rowOf(outputs, row);
    return Number.isFinite(slip) ? value - slip : value;
  };
}

/** Beside an edge of its domain, the sign with which an entry moves away from it. */
export function inwardSign({ left, right }: Room, near: number): 1 | -1 | undefined {
  if (Math.min(left, right) >= near) return undefined;
  return left < right ? 1 : -1;
}

/** What a row makes of the outputs. */
export function rowOf(outputs: ArrayLike<number>, { weights }: Row): number {
  if (typeof weights === 'number') return outputs[weights]!;
  let sum = 0;
  for (let i = 0; i < outputs.length; i++) if (weights[i] !== 0) sum += weights[i]! * outputs[i]!;
  return sum;
}

function roomAlong<P>({ point }: SlopeCase<P>, start: number, slopes: Float64Array): Room {
  let [left, right] = [Infinity, Infinity];
  slopes.forEach((slope, i) => {
    if (slope === 0) return;
    const room = point.roomOf(start + i);
    left = Math.min(left, slope > 0 ? room.left : room.right);
    right = Math.min(right, slope > 0 ? room.right : room.left);
  });
  return { left, right };
}

function largestMoved(given: Float64Array, slopes: Float64Array): number {
  let size = 0;
  for (let i = 0; i < given.length; i++) if (slopes[i] !== 0) size = Math.max(size, Math.abs(given[i]!));
  return size;
}
