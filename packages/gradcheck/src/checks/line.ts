import type { Room } from '../differences/estimateDerivative.js';
import type { Row, SlopeCase } from './slopeCase.js';

/** A line through a point, along which the entries from start up to end move at once, each with its slope. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly slopeOf: (index: number) => number;
  /** Where on the line the point lies: at its entry, or for several at the size of the largest, so that steps fit. */
  readonly x: number;
  readonly room: Room;
  /** All outputs, where each entry is moved by t times its slope. */
  readonly values: (t: number) => ArrayLike<number>;
}

export function lineThrough<P>(
  one: SlopeCase<P>,
  start: number,
  end: number,
  slopeOf: (index: number) => number,
): Line {
  const { point, values, rows } = one;
  const { given } = point;
  // Rows look at the same outputs.
  const seen = new Map<number, ArrayLike<number>>();
  return {
    start,
    end,
    slopeOf,
    x: end - start === 1 ? given[start]! : largestMoved(given, start, end, slopeOf),
    room: roomAlong(one, start, end, slopeOf),
    values(t) {
      const known = seen.get(t);
      if (known) return known;
      point.copy.write(start, end, (i) => movedEntry(one, i, t * slopeOf(i)));
      const found = values(point.copy.now());
      point.copy.write(start, end, (i) => given[i]!);
      if (rows.length > 1) seen.set(t, found);
      return found;
    },
  };
}

/**
 * What the row makes of the outputs along the line. Every entry is rounded as it moves; what that changes, to first order,
 * is taken away again: rounding does not add up over a million entries.
 */
export function alongRow<P>(one: SlopeCase<P>, line: Line, row: Row): (x: number) => number {
  const { start, end, slopeOf } = line;
  const { given } = one.point;
  return function along(x) {
    const t = x - line.x;
    let slip = 0;
    for (let i = start; i < end; i++) {
      const move = t * slopeOf(i);
      slip += row.analytic[i]! * (movedEntry(one, i, move) - given[i]! - move);
    }
    const value = rowOf(line.values(t), row);
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

function movedEntry<P>({ point, comparing }: SlopeCase<P>, index: number, move: number): number {
  return comparing.measuring.precision.round(point.given[index]! + move);
}

function roomAlong<P>({ point }: SlopeCase<P>, start: number, end: number, slopeOf: (i: number) => number): Room {
  let [left, right] = [Infinity, Infinity];
  for (let i = start; i < end; i++) {
    const [slope, room] = [slopeOf(i), point.roomOf(i)];
    if (slope === 0) continue;
    left = Math.min(left, slope > 0 ? room.left : room.right);
    right = Math.min(right, slope > 0 ? room.right : room.left);
  }
  return { left, right };
}

function largestMoved(given: Float64Array, start: number, end: number, slopeOf: (index: number) => number): number {
  let size = 0;
  for (let i = start; i < end; i++) if (slopeOf(i) !== 0) size = Math.max(size, Math.abs(given[i]!));
  return size;
}
