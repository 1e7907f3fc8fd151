import type { Dual } from '../differences/dual.js';
import type { Measuring } from '../differences/measuring.js';
import { absoluteError } from '../numbers/errors.js';
import type { Point } from '../parameters/point.js';
import type { ParameterOptions } from './options.js';
import { expectEntries } from './steadyAnswer.js';
import type { Tolerance } from './tolerance.js';

export interface Tally {
  worst: number;
  compared: number;
  /** At kinks where it cannot be decided what is right, and where there is no room for a difference. */
  skipped: number;
}

/** How one check compares: the same at all of its points. */
export interface Comparing {
  readonly caller: string;
  readonly options: ParameterOptions;
  readonly tolerance: Tolerance;
  readonly measuring: Measuring;
  readonly tally: Tally;
}

/**
 * One number made of what a function gives, and the derivative that it should have by each entry: a gradient is one row,
 * a Jacobian has one for each output, a vector-Jacobian product one for each upstream gradient.
 */
export interface Row {
  /** "output[2]", where there are several. */
  readonly output?: string;
  /** Which of the outputs, or how much of each. */
  readonly weights: number | ArrayLike<number>;
  readonly analytic: Float64Array;
}

/** Everything that is compared at one point. */
export interface SlopeCase<P> {
  readonly comparing: Comparing;
  readonly point: Point<P>;
  /** All outputs of the function. */
  readonly values: (parameters: P) => ArrayLike<number>;
  readonly rows: readonly Row[];
  /** The one output in dual numbers, where the entries move by these slopes. */
  readonly dual?: (slopeOf: (index: number) => number) => Dual;
  /** What must hold besides, once all agree. */
  readonly finish?: () => void;
}

export function note(tally: Tally, analytic: number, numeric: number): void {
  tally.compared++;
  tally.worst = Math.max(tally.worst, absoluteError(analytic, numeric) / Math.max(1, Math.abs(numeric)));
}

/** @throws CaseFailed when entries that were put back are not as they were: the function changed its argument. */
export function expectPutBack<P>({ comparing, point }: SlopeCase<P>): void {
  expectEntries(comparing.caller, 'the function', 'its argument', point, point.copy.now());
}
