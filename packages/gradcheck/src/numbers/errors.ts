import { unitInLastPlace } from './doubles.js';

/**
 * |got - expected|. Infinity when either is NaN, so that NaN never passes a comparison; 0 for equal infinities.
 *
 * @example
 * absoluteError(0.5, 0.25) // => 0.25
 * absoluteError(NaN, NaN) // => Infinity
 */
export function absoluteError(got: number, expected: number): number {
  if (got === expected) return 0;
  const error = Math.abs(got - expected);
  return Number.isNaN(error) ? Infinity : error;
}

/**
 * |got - expected| / |expected|: 0 when both are 0, Infinity when only `expected` is 0 or either is NaN.
 *
 * @example
 * relativeError(1.1, 1) // => 0.1
 * relativeError(1, 0) // => Infinity
 */
export function relativeError(got: number, expected: number): number {
  if (got === expected) return 0;
  const error = absoluteError(got, expected);
  return expected === 0 || !Number.isFinite(error) ? Infinity : error / Math.abs(expected);
}

/**
 * |got - expected| in units in the last place of `expected`: how many steps of the number line at `expected` lie between.
 *
 * Around 0 and among subnormals the unit is 2^-1074; at a power of two it is the larger one, the spacing above it.
 * Infinity when either is NaN or exactly one is infinite.
 *
 * @example
 * ulpError(1 + Number.EPSILON, 1) // => 1
 * ulpError(0.1 + 0.2, 0.3) // => 1
 * ulpError(5e-324, -5e-324) // => 2
 * ulpError(NaN, NaN) // => Infinity
 */
export function ulpError(got: number, expected: number): number {
  if (got === expected) return 0;
  const unit = unitInLastPlace(expected);
  const error = Math.abs(got - expected) / unit;
  if (!Number.isFinite(got) || Number.isNaN(error)) return Infinity;
  return Number.isFinite(error) ? error : Math.abs(got / unit - expected / unit);
}
