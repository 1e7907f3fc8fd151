import type { Activation } from '../formula.js';

/**
 * geluTanh(x) = x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) / 2
 *
 * The approximation of {@link gelu} that BERT and GPT-2 were trained with; nowhere further from it than 0.0005.
 *
 * $$f(x) = x\,\sigma(w), \quad w = 2\sqrt{2/\pi}\,(x + a x^3), \qquad f'(x) = \sigma(w) + x\,w'\,\sigma(w)(1 - \sigma(w))$$
 * 1. With $a = 0.044715$: $(1 + \tanh u) / 2 = \sigma(2u)$, hence the first form.
 * 2. $w' = 2\sqrt{2/\pi}\,(1 + 3 a x^2)$.
 * 3. Product and chain rule: $(x\,\sigma(w))' = \sigma(w) + x\,\sigma'(w)\,w'$.
 *
 * Computed as: with e = e^-|w| (scaledLogistic below), x / (1 + e) on the right and x e / (1 + e) on the left, where
 * 1 + tanh would cancel. The derivative on the left is e g / (1 + e)^2 with g = 1 + x w' + e, the first two of which are
 * summed without an error to speak of. g is 0 at x_0 = -0.7524614. Around it, g minus g(x_0) = 0 is taken apart, with d = x - x_0,
 * q = x^2 + x x_0 + x_0^2 and k = 2 sqrt(2/pi), into d k (1 + 3 a q) + e^(w_0) (e^(d k (1 + a q)) - 1): two terms of one sign,
 * so that no digit is lost.
 *
 * No kinks. At -Infinity 0, at Infinity Infinity, the derivative 0 and 1. NaN stays NaN.
 *
 * @example
 * geluTanh(1) // => 0.8411919906
 * geluTanh(-10) // => -1.20409235e-37
 * geluTanhDerivative(0) // => 0.5
 *
 * Source: Hendrycks, Gimpel, "Gaussian error linear units (GELUs)", 2016, section 2.
 */
export function geluTanh(x: number): number {
  // The exact number is below every double, and -Infinity times 0 would be NaN.
  if (x < -23) return 0;
  if (x > 23) return x;
  // e^-32 comes last: before it, nothing has underflowed.
  if (x < -20) return x * scaledLogistic(-x, 32) * 1.2664165549094176e-14;
  const e = scaledLogistic(Math.abs(x), 0);
  return x >= 0 ? x / (1 + e) : (x * e) / (1 + e);
}

/** sigma(w) + x w' sigma'(w): the derivative of {@link geluTanh}. */
export function geluTanhDerivative(x: number): number {
  if (x < -23) return 0;
  if (x > 23) return 1;
  if (x < -20) return slopeFactor(x) * scaledLogistic(-x, 32) * 1.2664165549094176e-14;
  const e = scaledLogistic(Math.abs(x), 0);
  const square = 1 + e * (2 + e);
  if (x >= 0) return (1 + e * slopeFactor(x)) / square;
  const g = x > -1 && x < -0.55 ? factorNearRoot(x) : slopeFactor(x) + e;
  return (e * g) / square;
}

/** 1 + x w' for |x| <= 23. Its large part is exact, as in scaledLogistic; what was cut off is small, and so is its rounding error. */
function slopeFactor(x: number): number {
  const h = Math.round(x * 64) / 64;
  const r = x - h;
  const exact = 1 + (1.5957698822021484 * h + 0.2140645980834961 * (h * h * h));
  const cut = -7.605964177257403e-7 * h - 1.4926569534743098e-7 * (h * h * h);
  return exact + (cut + r * (1.5957691216057308 + 0.21406444881780076 * (3 * h * x + r * r)));
}

/** g = 1 + x w' + e^w from its root x_0, which is the sum of two doubles. */
function factorNearRoot(x: number): number {
  const d = x + 0.7524614220710163 - 3.635560509207687e-17;
  const q = x * (x - 0.7524614220710163) + 0.5661981917051361;
  return (
    d * (1.5957691216057308 + 0.21406444881780076 * q) +
    0.29195521191476714 * Math.expm1(d * (1.5957691216057308 + 0.07135481627260025 * q))
  );
}

/**
 * e^(shift - w) with w = 2 sqrt(2/pi) (t + 0.044715 t^3), for 0 <= t <= 23.
 *
 * Rounding w, 700 say, would cost e^-700 three digits. With h a multiple of 1/64 and coefficients cut to 2^-19 and 2^-23,
 * the first sum is exact; what was cut off is small, and its exponential is a factor near 1.
 */
function scaledLogistic(t: number, shift: number): number {
  const h = Math.round(t * 64) / 64;
  const r = t - h;
  const exact = 1.5957698822021484 * h + 0.07135486602783203 * (h * h * h);
  const cut = -7.605964177257403e-7 * h - 4.975523178247366e-8 * (h * h * h);
  const rest = cut + r * (1.5957691216057308 + 0.07135481627260025 * (3 * h * t + r * r));
  const e = Math.exp(shift - exact);
  return e + e * Math.expm1(-rest);
}

export const geluTanhActivation: Activation = Object.freeze({
  kind: 'activation',
  name: 'geluTanh',
  value: geluTanh,
  derivative: geluTanhDerivative,
  range: { low: -0.17004075057125406, high: Infinity, highOpen: true },
  kinks: [],
  landmarks: [-0.7524614220710163, 0, -0.55, -1, -7.2, 7.2, -20, -21.5],
  monotone: 'none',
  limits: { minusInfinity: 0, plusInfinity: Infinity },
  tex: {
    value: '\\frac{x}{2}\\left(1 + \\tanh\\left(\\sqrt{2/\\pi}\\,(x + 0.044715\\,x^3)\\right)\\right)',
    derivative: "\\sigma(w) + x\\,w'\\,\\sigma(w)(1 - \\sigma(w)), \\quad w = 2\\sqrt{2/\\pi}\\,(x + 0.044715\\,x^3)",
  },
  sources: [
    { author: 'Hendrycks, Gimpel', title: 'Gaussian error linear units (GELUs)', year: 2016, where: 'section 2' },
  ],
});
