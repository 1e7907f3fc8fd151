import type { Activation } from '../formula.js';

/**
 * silu(x) = x sigmoid(x)
 *
 * The sigmoid-weighted linear unit, also called swish: a smooth ReLU with a dip to -0.278 on the left.
 *
 * $$f(x) = x\,\sigma(x), \qquad f'(x) = \sigma(x) + x\,\sigma(x)(1 - \sigma(x)) = \frac{e^x (1 + x + e^x)}{(1 + e^x)^2}$$
 * 1. Product rule: $f' = \sigma + x\,\sigma'$ with $\sigma' = \sigma (1 - \sigma)$.
 * 2. With $\sigma = e^x / (1 + e^x)$ and $1 - \sigma = 1 / (1 + e^x)$ over one denominator: the last form.
 * 3. $f'(x_0) = 0$ where $1 + x_0 + e^{x_0} = 0$: $x_0 = -1.2784645\ldots$, and there $f(x_0) = x_0 + 1$.
 *
 * Computed as: with e = e^-|x|, x / (1 + e) on the right and x e / (1 + e) on the left. Near x_0 the sum 1 + x + e^x
 * cancels; subtracting 1 + x_0 + e^(x_0) = 0 turns it into d + e^(x_0) (e^d - 1) with d = x - x_0: two terms of one sign,
 * so that no digit is lost. (1 + e)^2 is written 1 + e (2 + e), which halves its rounding error.
 *
 * No kinks. At -Infinity 0, at Infinity Infinity, the derivative 0 and 1. NaN stays NaN.
 *
 * @example
 * silu(1) // => 0.7310585786
 * silu(-1.2784645427610737) // => -0.2784645428
 * siluDerivative(0) // => 0.5
 *
 * Source: Elfwing, Uchibe, Doya, "Sigmoid-weighted linear units for neural network function approximation in reinforcement
 * learning", 2018; Ramachandran, Zoph, Le, "Searching for activation functions", 2017 (swish).
 */
export function silu(x: number): number {
  // The exact number is below every double, and -Infinity times 0 would be NaN.
  if (x < -760) return 0;
  // e^-32 comes last: e^x alone would underflow, and then be multiplied with 700. The sum x + 32 is exact here.
  if (x < -700) return x * Math.exp(x + 32) * 1.2664165549094176e-14;
  const e = Math.exp(-Math.abs(x));
  return x >= 0 ? x / (1 + e) : (x * e) / (1 + e);
}

/** sigma(x) + x sigma(x) (1 - sigma(x)): the derivative of {@link silu}. */
export function siluDerivative(x: number): number {
  if (x < -760) return 0;
  if (x > 760) return 1;
  const e = Math.exp(-Math.abs(x));
  if (x >= 0) return (1 + e * (1 + x)) / (1 + e * (2 + e));
  if (x > -0.5) return (e * (1 + (e + x))) / (1 + e * (2 + e));
  // x - x_0, the root being the sum of two doubles.
  const d = x + 1.2784645427610737 + 1.0946994183093437e-16;
  const factor = d + 0.2784645427610738 * Math.expm1(d);
  if (x < -700) return Math.exp(x + 32) * factor * 1.2664165549094176e-14;
  return (e * factor) / (1 + e * (2 + e));
}

export const siluActivation: Activation = Object.freeze({
  kind: 'activation',
  name: 'silu',
  value: silu,
  derivative: siluDerivative,
  range: { low: -0.2784645427610738, high: Infinity, highOpen: true },
  kinks: [],
  landmarks: [-1.2784645427610737, 0, -37, 37, -700, -745],
  monotone: 'none',
  limits: { minusInfinity: 0, plusInfinity: Infinity },
  tex: { value: 'x\\,\\sigma(x)', derivative: '\\sigma(x) + x\\,\\sigma(x)\\,(1 - \\sigma(x))' },
  sources: [
    {
      author: 'Elfwing, Uchibe, Doya',
      title: 'Sigmoid-weighted linear units for neural network function approximation in reinforcement learning',
      year: 2018,
    },
    { author: 'Ramachandran, Zoph, Le', title: 'Searching for activation functions', year: 2017 },
  ],
});
