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

/** The tolerance plus the estimated error of the difference itself: its rounding, and its truncation up to 0.1 %. */
export function allowedError(tolerance: Tolerance, analytic: number, estimate: Estimate): number {
  const excuse =
    largestExcuse[(tolerance.precision ?? float64).name] * Math.max(Math.abs(analytic), Math.abs(estimate.value));
  return toleranceAt(tolerance, analytic, estimate.value) + estimate.rounding + Math.min(estimate.truncation, excuse);
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
