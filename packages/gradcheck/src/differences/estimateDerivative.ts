import { exactStep } from './differences.js';
import { firstStepAt, type Measuring } from './measuring.js';

/** A numeric derivative and how far it may be off: rounding, and the difference to the same stencil at a coarser step. */
export interface Estimate {
  readonly value: number;
  readonly rounding: number;
  readonly truncation: number;
  readonly method: string;
  readonly step: number;
}

/** How far f may be evaluated to either side of x: up to, and without, the next kink or end of the domain. */
export interface Room {
  readonly left: number;
  readonly right: number;
}

interface Stencil {
  readonly method: string;
  readonly offsets: readonly number[];
  readonly weights: readonly number[];
}

const central: Stencil = {
  method: 'five-point difference',
  offsets: [-2, -1, 1, 2],
  weights: [1 / 12, -8 / 12, 8 / 12, -1 / 12],
};
const fromRight: Stencil = {
  method: 'one-sided five-point difference from the right',
  offsets: [0, 1, 2, 3, 4],
  weights: [-25 / 12, 48 / 12, -36 / 12, 16 / 12, -3 / 12],
};
const fromLeft: Stencil = mirrored(fromRight, 'one-sided five-point difference from the left');
/** Extrapolates to a point that is not touched: at a kink or a jump the value at the point may belong to the other side. */
const beyondRight: Stencil = {
  method: 'five-point difference on the right of the kink',
  offsets: [1, 2, 3, 4, 5],
  weights: [-77 / 12, 214 / 12, -234 / 12, 122 / 12, -25 / 12],
};
const beyondLeft: Stencil = mirrored(beyondRight, 'five-point difference on the left of the kink');

const refinements = 9;
const refinement = 8;
/** The golden ratio: a step and its multiple by it never both fit the period of an oscillation. */
const coarser = (1 + Math.sqrt(5)) / 2;
const roundingUnits = 8;
/** Above this step an oscillation may look settled by chance: finer steps are tried too, and the best wins. */
const settledStep = 1e-2;

/** Estimated errors up to this, given the estimate, end the search. */
type Enough = (value: number) => number;
type Attempt = readonly [Stencil, step: number];

/**
 * The derivative of f at x from differences within the room that there is; undefined where that is too little.
 *
 * Steps go down from 1e-3 max(1, |x|) by factors of 8 until the estimated error is `enough`, so that curvature, a nearby
 * kink or oscillation costs digits but never gives a wrong verdict; the best estimate wins. One-sided stencils are taken
 * only beside the end of the room: anywhere else they would not see what lies on the other side.
 */
export function estimateDerivative(
  f: (x: number) => number,
  x: number,
  room: Room,
  measuring: Measuring,
): Estimate | undefined {
  const largestStep = firstStepAt(x, measuring);
  const atCentre = attemptsOf(central, room, largestStep);
  const crowded = atCentre.length === 0 || atCentre[0]![1] < largestStep / 2;
  const atSide = crowded ? attemptsOf(room.right >= room.left ? fromRight : fromLeft, room, largestStep) : [];
  return best(f, x, [...atSide.slice(0, 1), ...atCentre, ...atSide.slice(1)], measuring.enough);
}

/** The slope of f on one side of x, without touching x. */
export function estimateSlope(
  f: (x: number) => number,
  x: number,
  side: 'left' | 'right',
  room: Room,
  measuring: Measuring,
): Estimate | undefined {
  const stencil = side === 'right' ? beyondRight : beyondLeft;
  return best(f, x, attemptsOf(stencil, room, firstStepAt(x, measuring)), measuring.enough);
}

/** The first estimate that is good enough, or the best: the one whose error is smallest against what is enough for it. */
function best(f: (x: number) => number, x: number, attempts: readonly Attempt[], enough: Enough): Estimate | undefined {
  let winner: Estimate | undefined;
  let least = Infinity;
  for (const [stencil, h] of attempts) {
    if (h < 1e3 * Number.EPSILON * Math.abs(x)) continue;
    const estimate = apply(f, x, stencil, h);
    const excess = (estimate.rounding + estimate.truncation) / enough(estimate.value);
    if (winner === undefined || excess < least) [winner, least] = [estimate, Number.isNaN(excess) ? Infinity : excess];
    // Where rounding outweighs truncation a finer step is worse.
    const isDone = least <= 1 || estimate.truncation <= estimate.rounding;
    if (isDone && h <= settledStep) return winner;
  }
  return winner;
}

function apply(f: (x: number) => number, x: number, stencil: Stencil, largestStep: number): Estimate {
  const step = exactStep(x, largestStep);
  const { value, size } = quotient(f, x, stencil, step);
  const coarse = quotient(f, x, stencil, exactStep(x, coarser * step));
  const rounding = (Number.EPSILON * (roundingUnits * size + weightOf(stencil) * Math.abs(x * value))) / step;
  return { value, rounding, truncation: 2 * Math.abs(value - coarse.value), method: stencil.method, step };
}

/** The difference quotient, and the sum of the sizes of its terms, which is what rounding is proportional to. */
function quotient(f: (x: number) => number, x: number, stencil: Stencil, h: number): { value: number; size: number } {
  let sum = 0;
  let size = 0;
  stencil.offsets.forEach((offset, i) => {
    const term = stencil.weights[i]! * f(x + offset * h);
    sum += term;
    size += Math.abs(term);
  });
  return { value: sum / h, size };
}

function weightOf(stencil: Stencil): number {
  return stencil.weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
}

/** Steps from the largest that fits (the same stencil at the coarser step stays inside the room) downwards. */
function attemptsOf(stencil: Stencil, room: Room, largest: number): Attempt[] {
  const fits = stencil.offsets
    .filter((offset) => offset !== 0)
    .map((offset) => ((offset < 0 ? room.left : room.right) * 0.999) / (coarser * Math.abs(offset)));
  const start = Math.min(largest, ...fits);
  return start > 0 ? Array.from({ length: refinements }, (_, i) => [stencil, start / refinement ** i]) : [];
}

function mirrored(stencil: Stencil, method: string): Stencil {
  return {
    method,
    offsets: stencil.offsets.map((offset) => -offset),
    weights: stencil.weights.map((weight) => -weight),
  };
}
