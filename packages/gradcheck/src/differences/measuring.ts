import type { Estimate, Room } from './estimateDerivative.js';

/** The rounding of the code under test, and the steps and tolerances that follow from it. */
export interface Precision {
  readonly name: 'float64' | 'float32';
  /** The distance from 1 to the next number: 2^-52 or 2^-23. */
  readonly epsilon: number;
  /** The nearest number that the code under test can be given. */
  readonly round: (x: number) => number;
}

/** How derivatives along lines are measured in one check. */
export interface Measuring {
  readonly method: 'central' | 'fivePoint' | 'richardson';
  readonly precision: Precision;
  /** Estimated errors up to this, given the estimate, need no finer step. */
  readonly enough: (value: number) => number;
  /** The largest step that is tried, where the caller gave one. */
  readonly step?: number;
}

/** Measures the slope of f at x within the room; undefined where there is too little. */
export type Measure = (f: (x: number) => number, x: number, room: Room, measuring: Measuring) => Estimate | undefined;
