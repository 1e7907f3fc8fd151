/**
 * Functions of `Math` that GPUs lack or get wrong, written in what all of them have. Kernels call these wherever a formula
 * says `Math.expm1`, `Math.log1p`, `Math.tanh` or `Math.log`, `Infinity` or `NaN`: see `kernelTexts`.
 *
 * They are meant for float32: right to a few units of its last place, also where a GPU's own `exp` and `log` are off by 5e-7.
 */

/**
 * exponentialMinusOne(x) = e^x - 1
 *
 * Computed as: its Taylor polynomial up to x^9 / 9! for |x| < 1/2, in Horner's form, where e^x - 1 would cancel. The tenth
 * term is below 6e-10 of the result.
 *
 * @example
 * exponentialMinusOne(1e-10) // => 1e-10
 * exponentialMinusOne(1) // => 1.718281828
 */
export function exponentialMinusOne(x: number): number {
  if (Math.abs(x) >= 0.5) return Math.exp(x) - 1;
  const fifth = 1 + (x / 6) * (1 + (x / 7) * (1 + (x / 8) * (1 + x / 9)));
  return x * (1 + (x / 2) * (1 + (x / 3) * (1 + (x / 4) * (1 + (x / 5) * fifth))));
}

/**
 * logarithmNearOne(d) = ln(1 + d), for -1/4 < d < 1/2
 *
 * Computed as: the series of 2 artanh(s) with s = d / (2 + d), since (1 + s) / (1 - s) = 1 + d. |s| is at most 1/5, so that the
 * first term left out, s^12 / 13, is below 4e-10.
 *
 * @example
 * logarithmNearOne(1e-10) // => 1e-10
 */
export function logarithmNearOne(d: number): number {
  const s = d / (2 + d);
  const square = s * s;
  const tail = 1 / 5 + square * (1 / 7 + square * (1 / 9 + square / 11));
  return 2 * s * (1 + square * (1 / 3 + square * tail));
}

/**
 * naturalLogarithm(x) = ln(x)
 *
 * Computed as: {@link logarithmNearOne} of x - 1 around 1, where the subtraction is exact, and where GPUs' own logarithms are
 * right to 5e-7 absolutely and have no digit left. They are finite at 0 and Infinity, and below 0 too: those are set apart.
 *
 * @example
 * naturalLogarithm(Math.E) // => 1
 * naturalLogarithm(0) // => -Infinity
 */
export function naturalLogarithm(x: number): number {
  if (x > 0.75 && x < 1.5) return logarithmNearOne(x - 1);
  if (x > 0 && x < infinity(0)) return Math.log(x);
  if (x < 0) return notANumber(0);
  return x === 0 ? -infinity(0) : x;
}

/**
 * logarithmOfOnePlus(x) = ln(1 + x)
 *
 * Computed as: {@link logarithmNearOne} around 0, since 1 + x would forget the digits of a small x.
 *
 * @example
 * logarithmOfOnePlus(1e-10) // => 1e-10
 * logarithmOfOnePlus(1) // => 0.6931471806
 */
export function logarithmOfOnePlus(x: number): number {
  return x > -0.25 && x < 0.5 ? logarithmNearOne(x) : naturalLogarithm(1 + x);
}

/**
 * hyperbolicTangent(x) = tanh(x)
 *
 * Computed as: with m = e^(-2|x|) - 1, (1 - e^(-2|x|)) / (1 + e^(-2|x|)) = -m / (2 + m), and the sign of x. A GPU's own is NaN
 * from 88 on, and off by 1e-7 absolutely around 0.
 *
 * @example
 * hyperbolicTangent(0.5) // => 0.4621171573
 * hyperbolicTangent(-1000) // => -1
 */
export function hyperbolicTangent(x: number): number {
  const m = exponentialMinusOne(-2 * Math.abs(x));
  return x < 0 ? m / (2 + m) : -m / (2 + m);
}

/**
 * infinity(0) = 1 / 0. Where kernels are written with the word, GPUs get the largest float32 instead; and a 0 that is not an
 * argument would be worked out by bundlers, which then write the word.
 *
 * @example
 * infinity(0) // => Infinity
 */
export function infinity(zero: number): number {
  return 1 / zero;
}

/**
 * notANumber(0) = 0 / 0, for the results of inputs outside a domain. GPUs may compute as if there were none: what becomes of
 * it, the table of special values says.
 *
 * @example
 * notANumber(0) // => NaN
 */
export function notANumber(zero: number): number {
  return zero / zero;
}
