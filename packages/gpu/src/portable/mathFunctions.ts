/**
 * Functions of `Math` that GPUs lack or get wrong, written in what all of them have. Kernels call these wherever a formula
 * says `Math.expm1`, `Math.log1p`, `Math.tanh` or `Math.log`, `Infinity` or `NaN`: see `kernelTexts`.
 *
 * Each stands by itself: where one that calls others is called from two places, gpu.js puts them into WebGL's shaders in a wrong
 * order. They are meant for float32: right to a few units of its last place, also where a GPU's own `exp` and `log` are off by 5e-7.
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
 * naturalLogarithm(x) = ln(x)
 *
 * Computed as: for 3/4 < x < 3/2 the series of 2 artanh(s) with s = (x - 1) / (x + 1), since (1 + s) / (1 - s) = x: GPUs' own
 * logarithms are right to 5e-7 absolutely, and near 1 no digit is left. |s| is at most 1/5, so that the first term left out,
 * s^12 / 13, is below 4e-10. GPUs' own are finite at 0 and Infinity and below 0 too, so those are set apart.
 *
 * @example
 * naturalLogarithm(Math.E) // => 1
 * naturalLogarithm(0) // => -Infinity
 * naturalLogarithm(-1) // => NaN
 */
export function naturalLogarithm(x: number): number {
  // NaN, as the square root of what has none.
  if (x < 0) return Math.sqrt(x);
  if (x === 0) return -1 / Math.abs(x);
  // Infinity, and NaN.
  if (!(x <= 3.4028234663852886e38)) return x;
  if (x <= 0.75 || x >= 1.5) return Math.log(x);
  const s = (x - 1) / (x + 1);
  const square = s * s;
  const tail = 1 / 5 + square * (1 / 7 + square * (1 / 9 + square / 11));
  return 2 * s * (1 + square * (1 / 3 + square * tail));
}

/**
 * logarithmOfOnePlus(x) = ln(1 + x)
 *
 * Computed as {@link naturalLogarithm} is, with s = x / (2 + x) for -1/4 < x < 1/2: 1 + x would forget the digits of a small x.
 *
 * @example
 * logarithmOfOnePlus(1e-10) // => 1e-10
 * logarithmOfOnePlus(1) // => 0.6931471806
 * logarithmOfOnePlus(-1) // => -Infinity
 */
export function logarithmOfOnePlus(x: number): number {
  if (x < -1) return Math.sqrt(x);
  if (x === -1) return -1 / (x + 1);
  if (!(x <= 3.4028234663852886e38)) return x;
  if (x <= -0.25 || x >= 0.5) return Math.log(1 + x);
  const s = x / (2 + x);
  const square = s * s;
  const tail = 1 / 5 + square * (1 / 7 + square * (1 / 9 + square / 11));
  return 2 * s * (1 + square * (1 / 3 + square * tail));
}

/**
 * hyperbolicTangent(x) = tanh(x)
 *
 * Computed as: (1 - e) / (1 + e) with e = e^(-2|x|), and the sign of x; for |x| < 1/4, where that would cancel, four terms of
 * Lambert's continued fraction x / (1 + x^2 / (3 + x^2 / (5 + ...))), right to 1e-9. A GPU's own is NaN from 88 on, and off by 1e-7
 * absolutely around 0.
 *
 * @example
 * hyperbolicTangent(0.5) // => 0.4621171573
 * hyperbolicTangent(-1000) // => -1
 */
export function hyperbolicTangent(x: number): number {
  const square = x * x;
  if (square < 0.0625) return x / (1 + square / (3 + square / (5 + square / 7)));
  const e = Math.exp(-2 * Math.abs(x));
  const size = (1 - e) / (1 + e);
  return x < 0 ? -size : size;
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
