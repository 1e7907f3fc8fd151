import type { Room } from './estimateDerivative.js';
import type { Precision } from './measuring.js';

/** A difference quotient: sum of weight f(x + offset h) over h to the power of the order. */
export interface Stencil {
  readonly method: string;
  /** Which derivative it gives: the first or the second. */
  readonly order: 1 | 2;
  readonly offsets: readonly number[];
  readonly weights: readonly number[];
}

/** What a stencil gives at one step. */
export interface Quotient {
  readonly value: number;
  /** What rounding of the values and of the points may add to it. */
  readonly rounding: number;
  /** Where all values are the same: on the whole stencil, or between the first two or the last two points. */
  readonly flat?: 'everywhere' | 'beside' | 'nowhere';
}

/** The point itself counts for nothing in the slope, but shows how steep f is on either side. */
export const central = stencil('central difference', [-1, 0, 1], [-1 / 2, 0, 1 / 2]);
export const fivePoint = stencil('five-point difference', [-2, -1, 1, 2], [1 / 12, -8 / 12, 8 / 12, -1 / 12]);
export const fromRight = stencil(
  'one-sided five-point difference from the right',
  [0, 1, 2, 3, 4],
  [-25 / 12, 48 / 12, -36 / 12, 16 / 12, -3 / 12],
);
export const fromLeft = mirrored(fromRight, 'one-sided five-point difference from the left');
/** Extrapolates to a point that is not touched: at a kink or a jump the value at the point may belong to the other side. */
export const beyondRight = stencil(
  'five-point difference on the right of the kink',
  [1, 2, 3, 4, 5],
  [-77 / 12, 214 / 12, -234 / 12, 122 / 12, -25 / 12],
);
export const beyondLeft = mirrored(beyondRight, 'five-point difference on the left of the kink');

export const second = stencil(
  'second five-point difference',
  [-2, -1, 0, 1, 2],
  [-1 / 12, 16 / 12, -30 / 12, 16 / 12, -1 / 12],
  2,
);
export const secondFromRight = stencil(
  'one-sided second difference from the right',
  [0, 1, 2, 3, 4, 5],
  [45 / 12, -154 / 12, 214 / 12, -156 / 12, 61 / 12, -10 / 12],
  2,
);
export const secondFromLeft = mirrored(secondFromRight, 'one-sided second difference from the left');

const roundingUnits = 8;

/**
 * The stencil at x. Points are numbers of the precision, and the quotient divides by how far they really lie apart: a
 * step that is rounded costs nothing.
 */
export function quotient(
  f: (x: number) => number,
  x: number,
  { order, offsets, weights }: Stencil,
  h: number,
  { epsilon, round }: Precision,
): Quotient {
  let sum = 0;
  let noise = 0;
  let weight = 0;
  let shift = 0;
  let bend = 0;
  let steepest = 0;
  const points = offsets.map((offset) => round(x + offset * h));
  const values = points.map((point) => f(point));
  points.forEach((point, i) => {
    const term = weights[i]! * values[i]!;
    const moved = weights[i]! * (point - x);
    sum += term;
    // Epsilon first: close to the largest numbers the sum of the terms would overflow.
    noise += roundingUnits * epsilon * Math.abs(term);
    weight += Math.abs(weights[i]!);
    shift += moved;
    bend += (moved * (point - x)) / 2;
    if (i > 0) steepest = Math.max(steepest, Math.abs((values[i]! - values[i - 1]!) / (point - points[i - 1]!)));
  });
  const last = points.length - 1;
  const slope = order === 1 ? sum / shift : (values[last]! - values[0]!) / (points[last]! - points[0]!);
  const value = order === 1 ? slope : (sum - slope * shift) / bend;
  return {
    value,
    rounding: (noise + weight * epsilon * Math.abs(x) * steepest) / h ** order,
    flat: values.every((each) => each === values[0])
      ? 'everywhere'
      : values[0] === values[1] || values[last - 1] === values[last]
        ? 'beside'
        : 'nowhere',
  };
}

/** The largest step with which the stencil, `coarser` times as wide, stays inside the room. */
export function largestFitting({ offsets }: Stencil, { left, right }: Room, coarser: number): number {
  const fits = offsets
    .filter((offset) => offset !== 0)
    .map((offset) => ((offset < 0 ? left : right) * 0.999) / (coarser * Math.abs(offset)));
  return Math.min(...fits);
}

function stencil(method: string, offsets: readonly number[], weights: readonly number[], order: 1 | 2 = 1): Stencil {
  return { method, order, offsets, weights };
}

function mirrored({ offsets, weights, order }: Stencil, method: string): Stencil {
  return stencil(
    method,
    offsets.map((offset) => -offset),
    order === 1 ? weights.map((weight) => -weight) : weights,
    order,
  );
}
