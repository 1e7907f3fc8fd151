import type { Estimate } from '../differences/estimateDerivative.js';

export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}

/** A difference that has not settled may excuse this share of the derivative and no more. */
const largestExcuse = 1e-3;

/** absolute + relative max(|analytic|, |numeric|): what a derivative may be off by, before the error of the difference. */
export function toleranceAt({ relative, absolute }: Tolerance, analytic: number, numeric: number): number {
  return absolute + relative * Math.max(Math.abs(analytic), Math.abs(numeric));
}

/** When an estimate is good enough: ten times better than the tolerance around it. */
export function enoughFor(tolerance: Tolerance): (value: number) => number {
  return (value) => toleranceAt(tolerance, value, value) / 10;
}

/** The tolerance plus the estimated error of the difference itself: its rounding, and its truncation up to 0.1 %. */
export function allowedError(tolerance: Tolerance, analytic: number, estimate: Estimate): number {
  const excuse = largestExcuse * Math.max(Math.abs(analytic), Math.abs(estimate.value));
  return toleranceAt(tolerance, analytic, estimate.value) + estimate.rounding + Math.min(estimate.truncation, excuse);
}

/** @throws RangeError when a tolerance is not a number >= 0. */
export function checkedTolerance(caller: string, options: Partial<Tolerance>, defaults: Tolerance): Tolerance {
  const tolerance = {
    relative: options.relative ?? defaults.relative,
    absolute: options.absolute ?? defaults.absolute,
  };
  for (const [name, value] of Object.entries(tolerance)) {
    if (!(value >= 0 && value < Infinity)) {
      throw new RangeError(`${caller}: expected ${name} >= 0, got ${value}. Leave it out for the default.`);
    }
  }
  return tolerance;
}
