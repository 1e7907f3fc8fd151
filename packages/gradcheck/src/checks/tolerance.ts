import type { Estimate } from '../differences/estimateDerivative.js';
import { float64, type Precision } from '../differences/measuring.js';
import { unitInLastPlace } from '../numbers/doubles.js';
import type { CheckOptions, ToleranceMode } from './options.js';
import { expectOneOf } from './expectOneOf.js';

/** What a derivative may be off by: absolute + relative max(|analytic|, |numeric|) + ulp units in the last place of that. */
export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
  readonly ulp?: number;
  /** Whose units in the last place. */
  readonly precision?: Precision;
}

/** A difference that has not settled may excuse this share of the derivative and no more. Steps are larger in float32. */
const largestExcuse = { float64: 1e-3, float32: 5e-3 } as const;

/**
 * Or this many times its rounding: where the slope has a knot, the best of steps that shrink to an eighth has up to that
 * much truncation, which with the next one is an eighth, and rounding eight times as much.
 */
const roundingShare = 8;

/** What a derivative may be off by, before the error of the difference. */
export function toleranceAt(tolerance: Tolerance, analytic: number, numeric: number): number {
  const { relative, absolute, ulp = 0, precision = float64 } = tolerance;
  const size = Math.max(Math.abs(analytic), Math.abs(numeric));
  const units = ulp === 0 ? 0 : ulp * unitInLastPlace(size) * (precision.epsilon / Number.EPSILON);
  return absolute + relative * size + units;
}

/** Where derivatives are 0, no estimate would be good enough for a tolerance that is relative alone. */
const negligible = 1e-300;

/** When an estimate is good enough: ten times better than the tolerance around it. */
export function enoughFor(tolerance: Tolerance): (value: number) => number {
  return (value) => toleranceAt(tolerance, value, value) / 10 + negligible;
}

/** The tolerance plus the estimated error of the difference itself: its rounding, and as much of its truncation as counts. */
export function allowedError(tolerance: Tolerance, analytic: number, estimate: Estimate): number {
  const { value, rounding, truncation } = estimate;
  const { name } = tolerance.precision ?? float64;
  const share = largestExcuse[name] * Math.max(Math.abs(analytic), Math.abs(value));
  const excuse = Math.min(truncation, Math.max(share, roundingShare * rounding));
  return toleranceAt(tolerance, analytic, value) + rounding + excuse;
}

const unmeasured = 0.1;

/** Whether the difference says anything: where it may be off by a tenth of the derivative, it excuses too much. */
export function isMeasured(analytic: number, { value, rounding }: Estimate): boolean {
  return rounding <= unmeasured * Math.max(Math.abs(analytic), Math.abs(value), unmeasured);
}

/** Whether the two lie no farther apart than differences at several steps do: none of them was fine enough. */
export function isUnsettled(analytic: number, { value, rounding, truncation }: Estimate): boolean {
  return truncation < Infinity && Math.abs(analytic - value) <= rounding + truncation;
}

const modes: readonly ToleranceMode[] = ['mixed', 'absolute', 'relative', 'ulp'];
const defaultUlp = 4;

/**
 * What all checks allow, from their options.
 *
 * @param defaults in float64; in float32 both are at least 1e-4, as 2^-23 times what a few operations add up to.
 * @throws RangeError when the mode is unknown, a tolerance is not a number >= 0, or it is not one of the mode.
 */
export function toleranceFor(
  caller: string,
  options: Pick<CheckOptions, 'mode' | ToleranceName>,
  precision: Precision,
  defaults: { readonly relative: number; readonly absolute: number },
): Tolerance {
  const { mode = 'mixed' } = options;
  expectOneOf(caller, 'mode', mode, modes);
  const parts: Record<ToleranceName, number> = { absolute: 0, relative: 0, ulp: 0 };
  const counting = mode === 'mixed' ? (['absolute', 'relative'] as const) : ([mode] as const);
  for (const name of counting) parts[name] = name === 'ulp' ? defaultUlp : defaultIn(precision, defaults[name]);
  for (const name of toleranceNames) {
    const value = options[name];
    if (value === undefined) continue;
    if (!(value >= 0 && value < Infinity)) {
      throw new RangeError(`${caller}: expected ${name} >= 0, got ${value}. Leave it out for the default.`);
    }
    if (!counting.some((each) => each === name)) {
      throw new RangeError(
        `${caller}: expected no ${name} in mode ${mode}, got ${value}. Leave it out, or choose a mode that counts it.`,
      );
    }
    parts[name] = value;
  }
  return { ...parts, precision };
}

const toleranceNames = ['absolute', 'relative', 'ulp'] as const;
type ToleranceName = (typeof toleranceNames)[number];

const float32Tolerance = 1e-4;

function defaultIn(precision: Precision, forFloat64: number): number {
  return precision === float64 ? forFloat64 : Math.max(float32Tolerance, forFloat64);
}
