import type { Interval } from '../numbers/interval.js';
import type { Kink } from './kink.js';

/**
 * How a derivative is measured.
 *
 * - `central`: (f(x + h) - f(x - h)) / 2h at h = cbrt(eps) max(1, |x|), about 1e-10
 * - `fivePoint`: two more points at h = 1e-3 max(1, |x|), about 1e-12
 * - `richardson`: central differences at steps that shrink by halves, extrapolated to h = 0, with an estimate of the error
 * - `dual`: dual numbers, exact to rounding; needs `generic`
 * - `auto`: `dual` where `generic` is given, else `fivePoint`; the report says which
 */
export type Method = 'auto' | 'central' | 'fivePoint' | 'richardson' | 'dual';

/**
 * What the code under test computes in: its rounding decides the steps and the tolerances. `auto` is float32 where a
 * parameter is a Float32Array, else float64.
 */
export type PrecisionName = 'auto' | 'float64' | 'float32';

/**
 * Which part of absolute + relative max(|analytic|, |numeric|) + ulp units in the last place allows an error. `mixed` is
 * absolute + relative; the others take their own alone. What the difference itself may be off by is allowed in every mode.
 */
export type ToleranceMode = 'mixed' | 'absolute' | 'relative' | 'ulp';

/**
 * What happens at kinks that nobody listed.
 *
 * - `detect`: a derivative that disagrees fails, and the report says that there is a kink
 * - `between`: it must lie between the slopes on either side (the Clarke interval)
 * - `avoid`: the point is skipped, and counted
 */
export type KinkRule = 'detect' | 'between' | 'avoid';

/** What every check takes. */
export interface CheckOptions {
  /** What reports call the function. */
  readonly name?: string;
  readonly method?: Method;
  readonly precision?: PrecisionName;
  readonly mode?: ToleranceMode;
  readonly relative?: number;
  readonly absolute?: number;
  /** Units in the last place, in mode `ulp`; 4 unless given. */
  readonly ulp?: number;
  /** The largest step of the differences; 1 for functions that are affine in every entry, where it is exact. */
  readonly step?: number;
  /** How many cases are drawn. */
  readonly runs?: number;
  readonly seed?: number;
  /** fast-check's path to one case: what a failure prints. */
  readonly path?: string;
  /** Called before every call of the function or its derivative: sets a random generator back. */
  readonly reseed?: () => void;
}

/** What checks over one number take. */
export interface PointOptions extends CheckOptions {
  /** Where the function lives: nothing outside is ever evaluated. All doubles unless given. */
  readonly domain?: Interval;
  /** Points where something may change: visited, with their neighbours. */
  readonly landmarks?: readonly number[];
  /**
   * Points without a derivative: no difference is taken across them. With their slopes these are checked; a number alone
   * says where, and the derivative must lie between the slopes there. Or a rule for kinks that nobody listed.
   */
  readonly kinks?: readonly (Kink | number)[] | KinkRule;
  /** Checks just here, instead of at points that are drawn. */
  readonly at?: number | readonly number[];
}

/** What checks over parameters take. */
export interface ParameterOptions extends CheckOptions {
  /** Where the parameters live, all of them or by name: differences at an edge are one-sided. */
  readonly domain?: Interval | Readonly<Record<string, Interval>>;
  /** `between` unless given. */
  readonly kinks?: KinkRule;
  /** Which entries are compared one by one: all up to 64 of them, and a sample for more, unless given. */
  readonly entries?: 'auto' | 'all' | 'sample';
  /** How many entries of every named parameter are sampled; 8 unless given. */
  readonly samples?: number;
  /** How many random directions are compared over all entries, and half as many over each parameter; 4 unless given. */
  readonly directions?: number;
}
