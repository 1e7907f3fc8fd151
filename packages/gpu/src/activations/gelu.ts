import type { ActivationKernel } from './activationKernel.js';

/**
 * gelu(x) = x Phi(x), in float32
 *
 * core-math's `gelu` is built for the seventeen digits of a double, and from functions that it keeps to itself; seven digits
 * take less.
 *
 * Computed as: with q = Phi(-|x|), x q on the left and x (1 - q) on the right: nothing cancels.
 *
 * At -Infinity 0, at Infinity Infinity.
 *
 * @example
 * geluInSingle(1) // => 0.8413447
 * geluInSingle(-Infinity) // => 0
 */
export function geluInSingle(x: number): number {
  // Below every float32, and -Infinity times 0 would be NaN.
  if (x < -40) return 0;
  const q = normalTailInSingle(Math.abs(x));
  return x < 0 ? x * q : x * (1 - q);
}

/** Phi(x) + x phi(x): the derivative of {@link geluInSingle}, 1 - q + x phi(x) on the right. */
export function geluDerivativeInSingle(x: number): number {
  if (x < -40) return 0;
  if (x > 40) return 1;
  const q = normalTailInSingle(Math.abs(x));
  const slope = x * 0.3989422804014327 * Math.exp((-x * x) / 2);
  return x < 0 ? q + slope : 1 - q + slope;
}

/**
 * Phi(-t) for t >= 0, off by at most 1.2e-7 of itself.
 *
 * Computed as: erfc(z) / 2 with z = t / sqrt(2), and erfc(z) = s e^(-z^2 + P(s)) with s = 1 / (1 + z / 2), a Chebyshev
 * fit P of degree 9.
 *
 * Source: Press, Teukolsky, Vetterling, Flannery, "Numerical recipes", second edition, 1992, section 6.2, erfcc.
 */
export function normalTailInSingle(t: number): number {
  const s = 1 / (1 + t * 0.3535533905932738);
  const p5 = 0.27886807 + s * (-1.13520398 + s * (1.48851587 + s * (-0.82215223 + s * 0.17087277)));
  const p = s * (1.00002368 + s * (0.37409196 + s * (0.09678418 + s * (-0.18628806 + s * p5)))) - 1.26551223;
  return 0.5 * s * Math.exp(p - (t * t) / 2);
}

export const geluKernel: ActivationKernel = {
  value: { formula: geluInSingle, helpers: [normalTailInSingle] },
  derivative: { formula: geluDerivativeInSingle, helpers: [normalTailInSingle] },
};
