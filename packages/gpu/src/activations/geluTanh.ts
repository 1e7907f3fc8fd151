import type { ActivationKernel } from './activationKernel.js';

/**
 * geluTanh(x) = x sigma(w) with w = 2 sqrt(2/pi) (x + 0.044715 x^3), in float32
 *
 * core-math's `geluTanh` takes w apart so that rounding it costs a double no digit of e^-700; float32 ends at e^-87.
 *
 * Computed as: with e = e^-|w|, x / (1 + e) on the right and x e / (1 + e) on the left, where 1 + tanh would cancel.
 *
 * At -Infinity 0, at Infinity Infinity.
 *
 * @example
 * geluTanhInSingle(1) // => 0.8411919906
 * geluTanhInSingle(-Infinity) // => 0
 */
export function geluTanhInSingle(x: number): number {
  // Beyond, x^3 would overflow.
  if (x < -23) return 0;
  if (x > 23) return x;
  const e = geluTanhOdds(x);
  return x < 0 ? (x * e) / (1 + e) : x / (1 + e);
}

/**
 * sigma(w) + x w' sigma(w) (1 - sigma(w)): the derivative of {@link geluTanhInSingle}.
 *
 * Computed as: over (1 + e)^2, on the right 1 + e (1 + x w'), on the left e (1 + e + x w'), with
 * x w' = 2 sqrt(2/pi) (x + 3 * 0.044715 x^3).
 */
export function geluTanhDerivativeInSingle(x: number): number {
  if (x < -23) return 0;
  if (x > 23) return 1;
  const e = geluTanhOdds(x);
  const growth = 1.5957691216057308 * x * (1 + 0.134145 * x * x);
  return (x < 0 ? e * (1 + e + growth) : 1 + e * (1 + growth)) / ((1 + e) * (1 + e));
}

/** e^-|w|, the odds of the less likely side. */
export function geluTanhOdds(x: number): number {
  return Math.exp(-1.5957691216057308 * Math.abs(x) * (1 + 0.044715 * x * x));
}

export const geluTanhKernel: ActivationKernel = {
  value: { formula: geluTanhInSingle, helpers: [geluTanhOdds] },
  derivative: { formula: geluTanhDerivativeInSingle, helpers: [geluTanhOdds] },
};
