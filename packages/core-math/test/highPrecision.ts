/**
 * The oracle of the accuracy tests: 60-digit arithmetic (decimal.js), the error of a double in ulps, and a fixed set of
 * hard inputs. References written with it are good to 40 digits and more, unless they cancel more than 20.
 */
import { Decimal as DecimalJs } from 'decimal.js';
import { randomGenerator } from '../src/random/random.js';

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

/** The exponent e of the last bit of x: ulp(x) = 2^e; the subnormals' -1074 at and near 0. */
function lastBit(x: number): number {
  const view = new DataView(new ArrayBuffer(8));
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
 * The error of `got` in units in the last place of the double nearest to `exact`.
 *
 * In the subnormal range the unit is 2^-1074. Beyond the largest double, Infinity is right, and stands for 2^1024 where
 * the exact number is still finite as a double. Zeros of either sign are equal. NaN for a number, or a number for NaN,
 * is an infinite error.
 */
export function ulpsFrom(exact: Decimal, got: number): number {
  if (exact.isNaN() || Number.isNaN(got)) return exact.isNaN() && Number.isNaN(got) ? 0 : Infinity;
  const nearest = exact.toNumber();
  if (nearest === got) return Number.isFinite(got) ? roundingError(exact, got, lastBit(nearest)) : 0;
  if (!exact.isFinite()) return Infinity;
  const unit = lastBit(Number.isFinite(nearest) ? nearest : Number.MAX_VALUE);
  if (!Number.isFinite(got))
    return exact
      .minus(powerOfTwo(1024).times(Math.sign(got)))
      .abs()
      .div(powerOfTwo(unit))
      .toNumber();
  return roundingError(exact, got, unit);
}

function roundingError(exact: Decimal, got: number, unit: number): number {
  return exact.minus(exactly(got)).abs().div(powerOfTwo(unit)).toNumber();
}

/**
 * Inputs at which formulas go wrong, the same in every run: every binade from the least subnormal to the largest double,
 * [-50, 50] densely, a few ulps and some powers of ten around each landmark, the thresholds of overflow and underflow.
 * About 4000 of them; `density` multiplies the random ones.
 */
export function hardPoints(landmarks: readonly number[] = [], density = 1): number[] {
  const random = randomGenerator(1);
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  const eitherSign = (x: number): number => (random.uniform() < 0.5 ? x : -x);
  const points = new Set<number>();
  for (let i = 0; i < density; i++) {
    for (let exponent = -1074; exponent < 1024; exponent++) points.add(eitherSign(between(1, 2) * 2 ** exponent));
    for (let exponent = -30; exponent < 11; exponent++) {
      points.add(between(1, 2) * 2 ** exponent).add(-between(1, 2) * 2 ** exponent);
    }
  }
  for (let i = 0; i < 400 * density; i++) points.add(between(-50, 50)).add(between(-5, 5));
  for (const at of [0, ...landmarks, ...thresholds, ...thresholds.map((x) => -x)]) {
    for (const near of [0, 1e-300, 1e-16, 1e-12, 1e-8, 1e-5, 1e-3, 0.03, 0.3]) points.add(at + near).add(at - near);
    for (let i = 0; i < 2 * density; i++) points.add(at + between(-1, 1));
    for (const ulps of [1, 2, 3]) points.add(at + ulps * 2 ** lastBit(at)).add(at - ulps * 2 ** lastBit(at));
  }
  // A Set holds one zero: both signs go to the end.
  points.delete(0);
  return [...points, Number.MAX_VALUE, -Number.MAX_VALUE, 0, -0];
}

/** Where exp, expm1, their squares and the normal density saturate, overflow or underflow, in single precision too. */
const thresholds = [
  17, 18.7, 22, 36.04, 36.74, 37.5, 38.57, 88.7, 103.97, 354, 372.5, 708, 708.4, 709.78, 710.47, 744.44, 745.13,
];

/** The worst of `f` against `exact` over the points, in ulps, and where. */
export function worstUlps(
  f: (x: number) => number,
  exact: (x: Decimal) => Decimal,
  points: readonly number[],
): { ulps: number; at: number } {
  let worst = { ulps: 0, at: NaN };
  for (const x of points) {
    const ulps = ulpsFrom(exact(exactly(x)), f(x));
    if (ulps > worst.ulps) worst = { ulps, at: x };
  }
  return worst;
}
