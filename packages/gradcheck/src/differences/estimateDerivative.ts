import { firstStepAt, float64, leastStepAt, type Measuring } from './measuring.js';
import { extrapolated } from './richardson.js';
import * as stencils from './stencils.js';
import { largestFitting, quotient, type Quotient, type Stencil } from './stencils.js';

/** A numeric derivative and how far it may be off: rounding, and the difference to the same stencil at a coarser step. */
export interface Estimate {
  readonly value: number;
  readonly rounding: number;
  readonly truncation: number;
  readonly method: string;
  /** 0 for dual numbers, which take none. */
  readonly step: number;
  /** Where on the stencil all values are the same. */
  readonly flat?: Quotient['flat'];
}

/** How far f may be evaluated to either side of x: up to, and without, the next kink or end of the domain. */
export interface Room {
  readonly left: number;
  readonly right: number;
}

const refinements = 9;
const refinement = 8;
/** The golden ratio: a step and its multiple by it never both fit the period of an oscillation. */
const coarser = (1 + Math.sqrt(5)) / 2;
/** What an estimate is compared with. Two may agree by chance, beside a knot in the slope and in float32, where what settles is coarse. */
const widths = [coarser, 1 / coarser];
/** Values near 0 in float32 may have come about by cancellation, with the noise of numbers of size 1: that is not seen in them. */
const leastNoise = { float64: 0, float32: 8 * 2 ** -23 } as const;
/** Above this many times the usual step an oscillation may look settled by chance: finer ones are tried too, and the best wins. */
const settledSteps = 10;

/** How much of what an estimate contradicts may be left between it and the next finer one. */
const confirming = 1 / 50;
/** How many times farther than it scatters an estimate may lie from the derivative. */
const noiseUnits = 4;

type RealFunction = (x: number) => number;
/** A way to measure, and how large its first step is. */
interface Attempt {
  readonly step: number;
  readonly take: (step: number) => Estimate;
}

/**
 * The derivative of f at x from differences within the room that there is; undefined where that is too little.
 *
 * Steps go down from the usual one of the method by factors of 8 until the estimated error is `enough`, so that curvature,
 * a nearby kink or oscillation costs digits but never gives a wrong verdict; the best estimate wins. One-sided stencils are
 * taken only beside the end of the room: anywhere else they would not see what lies on the other side.
 */
export function estimateDerivative(f: RealFunction, x: number, room: Room, measuring: Measuring): Estimate | undefined {
  const { method } = measuring;
  const stencil = method === 'fivePoint' || method === 'dual' ? stencils.fivePoint : stencils.central;
  const atCentre = attemptsOf(f, x, stencil, room, measuring, method === 'richardson' ? extrapolated : apply);
  const crowded = largestFitting(stencil, room, coarser) < firstStepAt(x, measuring) / 2;
  const side = room.right >= room.left ? stencils.fromRight : stencils.fromLeft;
  const atSide = crowded ? attemptsOf(f, x, side, room, { ...measuring, method: 'fivePoint' }) : [];
  return best(x, [...atSide.slice(0, 1), ...atCentre, ...atSide.slice(1)], measuring);
}

/** The slope of f on one side of x, without touching x. */
export function estimateSlope(
  f: RealFunction,
  x: number,
  side: 'left' | 'right',
  room: Room,
  measuring: Measuring,
): Estimate | undefined {
  const stencil = side === 'right' ? stencils.beyondRight : stencils.beyondLeft;
  return best(x, attemptsOf(f, x, stencil, room, { ...measuring, method: 'fivePoint' }), measuring);
}

/** The second derivative of f at x: about 1e-10 for values of about 1. */
export function estimateSecondDerivative(
  f: RealFunction,
  x: number,
  room: Room,
  measuring: Measuring,
): Estimate | undefined {
  // f'' is known to eps / h^2 only: the step that balances that is the sixth root of eps.
  const wide = {
    ...measuring,
    step: measuring.step ?? 2 * measuring.precision.epsilon ** (1 / 6) * Math.max(1, Math.abs(x)),
  };
  const atCentre = attemptsOf(f, x, stencils.second, room, wide);
  const crowded = largestFitting(stencils.second, room, coarser) < wide.step / 2;
  const side = room.right >= room.left ? stencils.secondFromRight : stencils.secondFromLeft;
  const atSide = crowded ? attemptsOf(f, x, side, room, wide) : [];
  return best(x, [...atSide.slice(0, 1), ...atCentre, ...atSide.slice(1)], wide);
}

/**
 * The first estimate that is good enough, or the best: the one whose error is smallest against what is enough for it.
 * By how much finer ones scatter around it shows noise that its values do not: it grows like 1 / h.
 */
function best(x: number, attempts: readonly Attempt[], { precision, enough, method }: Measuring): Estimate | undefined {
  const settled = settledSteps * firstStepAt(0, { method, precision, enough });
  let winner: Estimate | undefined;
  let least = Infinity;
  let noise = 0;
  for (const { step, take } of attempts) {
    if (step < leastStepAt(x, precision)) continue;
    const estimate = take(step);
    const error = Math.max(estimate.rounding, leastNoise[precision.name] / step) + estimate.truncation;
    const excess = error / enough(estimate.value);
    if (winner === undefined || (beats(estimate, error, winner, take) ?? excess < least)) {
      [winner, least, noise] = [estimate, Number.isFinite(excess) ? excess : Infinity, 0];
    } else if (Number.isFinite(estimate.value)) {
      noise = Math.max(noise, Math.abs(estimate.value - winner.value) * (step / winner.step));
    }
    // Where rounding outweighs truncation a finer step is worse.
    const isDone = least <= 1 || (estimate.truncation <= estimate.rounding && Number.isFinite(error));
    if (isDone && step <= settled) break;
  }
  return winner && { ...winner, rounding: Math.max(winner.rounding, noiseUnits * noise) };
}

/**
 * Whether a finer estimate shows that a coarser one is none; undefined where the two agree. Across many periods all slopes are small, and so are their
 * errors. One that is finer still must confirm it, as no noise does. Values that do not change at all prove nothing where
 * they did before on both sides: the step is lost in their rounding.
 */
function beats(fine: Estimate, error: number, coarse: Estimate, take: Attempt['take']): boolean | undefined {
  if (!Number.isFinite(coarse.value)) return Number.isFinite(fine.value);
  const gap = Math.abs(fine.value - coarse.value);
  if (!(gap > error + coarse.rounding + coarse.truncation)) return undefined;
  const finer = take(fine.step / refinement);
  if (fine.flat === 'everywhere' && finer.flat === 'everywhere') return coarse.flat !== 'nowhere';
  return Math.abs(finer.value - fine.value) <= confirming * gap + finer.rounding;
}

/** How an estimate is made of a stencil: at one step, or at many. */
export type Apply = (f: RealFunction, x: number, stencil: Stencil, step: number, measuring: Measuring) => Estimate;

function apply(f: RealFunction, x: number, stencil: Stencil, step: number, measuring: Measuring): Estimate {
  const { precision, isCareful = precision !== float64 } = measuring;
  const { value, rounding, flat } = quotient(f, x, stencil, step, precision);
  const others = widths
    .slice(0, isCareful ? 2 : 1)
    .map((width) => quotient(f, x, stencil, width * step, precision).value);
  const truncation = 2 * Math.max(...others.map((other) => Math.abs(value - other)));
  return { value, rounding, truncation, method: stencil.method, step, flat };
}

/** Steps from the largest that fits downwards. */
function attemptsOf(
  f: RealFunction,
  x: number,
  stencil: Stencil,
  room: Room,
  measuring: Measuring,
  how: Apply = apply,
): Attempt[] {
  const start = Math.min(firstStepAt(x, measuring), largestFitting(stencil, room, coarser));
  if (!(start > 0)) return [];
  return Array.from({ length: refinements }, (_, i) => ({
    step: start / refinement ** i,
    take: (step: number) => how(f, x, stencil, step, measuring),
  }));
}
