import type { Estimate, Room } from './estimateDerivative.js';

/** The rounding of the code under test, and the steps and tolerances that follow from it. */
export interface Precision {
  readonly name: 'float64' | 'float32';
  /** The distance from 1 to the next number: 2^-52 or 2^-23. */
  readonly epsilon: number;
  /** The nearest number that the code under test can be given. */
  readonly round: (x: number) => number;
}

export const float64: Precision = Object.freeze({ name: 'float64', epsilon: 2 ** -52, round: (x: number) => x });
/** Subnormal numbers count as 0: 1 / x overflows there. */
export const float32: Precision = Object.freeze({
  name: 'float32',
  epsilon: 2 ** -23,
  round: (x: number) => (Math.abs(x) < 2 ** -126 ? 0 : Math.fround(x)),
});

/** How derivatives along lines are measured in one check. */
export interface Measuring {
  /** `dual` is for checks that have a generic function; differences that they take all the same have five points. */
  readonly method: 'central' | 'fivePoint' | 'richardson' | 'dual';
  readonly precision: Precision;
  /** Estimated errors up to this, given the estimate, need no finer step. */
  readonly enough: (value: number) => number;
  /** The largest step that is tried, where the caller gave one. */
  readonly step?: number;
  /** Whether truncation is estimated twice over: before a disagreement counts. */
  readonly isCareful?: boolean;
  /** Why this method was taken, where the caller left it open. */
  readonly reason?: string;
}

/** Measures the slope of f at x within the room; undefined where there is too little. */
export type Measure = (f: (x: number) => number, x: number, room: Room, measuring: Measuring) => Estimate | undefined;

/** The first step of each method at 1, about where truncation and rounding meet: it grows with |x| beyond. */
const firstSteps = {
  float64: { central: 2 ** (-52 / 3), fivePoint: 1e-3, richardson: 0.1, dual: 1e-3 },
  float32: { central: 2 ** (-23 / 3), fivePoint: 1 / 32, richardson: 0.25, dual: 1 / 32 },
} as const;

/** The largest step that is tried at x: what the caller gave, else the method's own times max(1, |x|). */
export function firstStepAt(x: number, { method, precision, step }: Measuring): number {
  return step ?? firstSteps[precision.name][method] * Math.max(1, Math.abs(x));
}

/** Below this step the points themselves are too coarse: 1000 units of float64 at x, 100 of the few that float32 has. */
export function leastStepAt(x: number, { name, epsilon }: Precision): number {
  return (name === 'float64' ? 1e3 : 1e2) * epsilon * Math.abs(x);
}
