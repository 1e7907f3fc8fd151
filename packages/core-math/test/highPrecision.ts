/**
 * The oracle of the accuracy tests: 60-digit arithmetic (decimal.js) and the error of a double in ulps. References written
 * with it are good to 40 digits and more, unless they cancel more than 20.
 */
import { Decimal as DecimalJs } from 'decimal.js';

/** Decimal numbers of 60 significant digits; a clone, so that no other user of decimal.js is touched. */
export const Decimal = DecimalJs.clone({ precision: 60, minE: -9e15, maxE: 9e15 });
export type Decimal = DecimalJs;

const powersOfTwo = new Map<number, Decimal>();

/** 2^exponent, kept. */
export function powerOfTwo(exponent: number): Decimal {
  const known = powersOfTwo.get(exponent);
  if (known) return known;
  const power = new Decimal(2).pow(exponent);
  powersOfTwo.set(exponent, power);
  return power;
}

const view = new DataView(new ArrayBuffer(8));

/** The exponent e of the last bit of x: ulp(x) = 2^e; the subnormals' -1074 at and near 0. */
export function lastBit(x: number): number {
  view.setFloat64(0, x);
  return Math.max(1, (view.getUint32(0) >>> 20) & 0x7ff) - 1075;
}

/**
 * The number that the double x is, to 60 digits. Not `new Decimal(x)`: that takes the shortest decimal that rounds to x,
 * half an ulp away at worst.
 */
export function exactly(x: number): Decimal {
  if (x === 0 || !Number.isFinite(x)) return new Decimal(x);
  const exponent = lastBit(x);
  // The mantissa is a whole number below 2^53; two factors because 2^1074 alone overflows.
  const half = Math.trunc(-exponent / 2);
  return new Decimal(x * 2 ** half * 2 ** (-exponent - half)).times(powerOfTwo(exponent));
}

/**
 * The error of `got` in units in the last place of the double nearest to `exact`, or to `size`, a larger number that
 * `exact` is a difference of.
 *
 * The unit is that of gradcheck's `ulpError`: the distance to the next double away from 0. In the subnormal range and at 0
 * it is 2^-1074. Beyond the largest double, Infinity is right, and stands for 2^1024 where the exact number is still finite
 * as a double. Zeros of either sign are equal. NaN is an infinite error, whoever it comes from.
 */
export function ulpsFrom(exact: Decimal, got: number, size: Decimal = exact): number {
  if (exact.isNaN() || Number.isNaN(got)) return Infinity;
  const nearest = exact.toNumber();
  if (!Number.isFinite(nearest) && nearest === got) return 0;
  if (!exact.isFinite()) return Infinity;
  const scale = size.abs().gt(exact.abs()) ? size.toNumber() : nearest;
  const unit = lastBit(Number.isFinite(scale) ? scale : Number.MAX_VALUE);
  const point = Number.isFinite(got) ? exactly(got) : powerOfTwo(1024).times(Math.sign(got));
  return exact.minus(point).abs().times(powerOfTwo(-unit)).toNumber();
}
