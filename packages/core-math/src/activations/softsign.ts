import type { Activation } from '../formula.js';

/**
 * softsign(x) = x / (1 + |x|)
 *
 * A sigmoid between -1 and 1 whose tails approach their ends like 1/x instead of exponentially: it saturates later.
 *
 * $$f(x) = \frac{x}{1 + |x|}, \qquad f'(x) = \frac{1}{(1 + |x|)^2}$$
 * 1. For $x \ge 0$ the quotient rule gives $((1 + x) - x) / (1 + x)^2 = 1 / (1 + x)^2$.
 * 2. $f$ is odd, hence $f'$ is even: replace $x$ by $|x|$.
 * 3. The same from the output $y$: $1 - |y| = 1 / (1 + |x|)$, hence $f' = (1 - |y|)^2$.
 *
 * Computed as: the derivative by squaring 1 / (1 + |x|), because (1 + |x|)^2 overflows at 1e154 while its reciprocal is
 * still a number. For |x| > 2^53, 1 + |x| rounds to |x| and the quotient is 1 or -1; said outright, so is Infinity's.
 *
 * At 0 the first derivative is 1 on both sides; the second jumps from 2 to -2 (the entry marks it as a kink with equal
 * slopes, which keeps differences off it). At -Infinity -1, at Infinity 1, slope 0. NaN stays NaN.
 *
 * @example
 * softsign(1) // => 0.5
 * softsign(-3) // => -0.75
 * softsignDerivative(1) // => 0.25
 *
 * Source: Bergstra, Desjardins, Lamblin, Bengio, "Quadratic polynomials learn better image features", 2009;
 * Glorot, Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010.
 */
export function softsign(x: number): number {
  if (x > 1e16) return 1;
  if (x < -1e16) return -1;
  return x / (1 + Math.abs(x));
}

/** 1 / (1 + |x|)^2: the derivative of {@link softsign}. */
export function softsignDerivative(x: number): number {
  const r = 1 / (1 + Math.abs(x));
  return r * r;
}

/** (1 - |y|)^2: the derivative of {@link softsign} from its *output* y = softsign(x). */
export function softsignDerivativeFromValue(y: number): number {
  const r = 1 - Math.abs(y);
  return r * r;
}

export const softsignActivation: Activation = Object.freeze({
  kind: 'activation',
  name: 'softsign',
  value: softsign,
  derivative: softsignDerivative,
  derivativeFromValue: softsignDerivativeFromValue,
  range: { low: -1, high: 1, lowOpen: true, highOpen: true },
  kinks: [{ at: 0, left: 1, right: 1, chosen: 1 }],
  landmarks: [0, -1e16, 1e16],
  monotone: 'increasing',
  limits: { minusInfinity: -1, plusInfinity: 1 },
  tex: { value: '\\frac{x}{1 + |x|}', derivative: '\\frac{1}{(1 + |x|)^2}' },
  sources: [
    {
      author: 'Bergstra, Desjardins, Lamblin, Bengio',
      title: 'Quadratic polynomials learn better image features',
      year: 2009,
    },
    {
      author: 'Glorot, Bengio',
      title: 'Understanding the difficulty of training deep feedforward neural networks',
      year: 2010,
    },
  ],
});
