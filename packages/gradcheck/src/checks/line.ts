import type { Room } from '../differences/estimateDerivative.js';
import type { Row, SlopeCase } from './slopeCase.js';

/** A line through a point, along which the entries from start on move at once, each with its slope. */
export interface Line {
  readonly start: number;
  readonly slopes: Float64Array;
  /** Where on the line the point lies: at its entry, or for several at the size of the largest, so that steps fit. */
  readonly x: number;
  readonly room: Room;
  /** The outputs where the entries were moved so far. */
  readonly outputsAt: (x: number) => ArrayLike<number>;
}

/**
 * The line starts at the size of the largest entry that moves: what remains of a step after x + h was rounded there is a
 * multiple of that entry's last place, so that every entry moves by just that, and rounding does not add up over a million.
 */
export function lineThrough<P>(one: SlopeCase<P>, start: number, slopes: Float64Array): Line {
  const { point, values, rows, comparing } = one;
  const given = point.given.subarray(start, start + slopes.length);
  const { round } = comparing.measuring.precision;
  const middle = slopes.length === 1 ? given[0]! : largestMoved(given, slopes);
  // Rows look at the same outputs.
  const seen = new Map<number, ArrayLike<number>>();
  const moved = new Float64Array(slopes.length);
  return {
    start,
    slopes,
    x: middle,
    room: comparing.options.domain === undefined ? everywhere : roomAlong(one, start, slopes),
    outputsAt(x) {
      const known = seen.get(x);
      if (known) return known;
      const t = x - middle;
      for (let i = 0; i < slopes.length; i++) moved[i] = round(given[i]! + t * slopes[i]!);
      point.copy.write(start, moved);
      const outputs = values(point.copy.now());
      point.copy.write(start, given);
      if (rows.length > 1) seen.set(x, outputs);
      return outputs;
    },
  };
}

const everywhere: Room = { left: Infinity, right: Infinity };

/** What the row makes of the outputs along the line. */
export function alongRow({ outputsAt }: Line, row: Row): (x: number) => number {
  return (x) => rowOf(outputsAt(x), row);
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
