import type { Activation } from '../formula.js';

/**
 * sign(x) = 1 if x > 0, -1 if x < 0, 0 at 0
 *
 * The step of the perceptron with labels -1 and 1; away from 0 the same decision as {@link heaviside}: sign = 2 H - 1.
 *
 * $$\operatorname{sign}(x) = \begin{cases} 1 & x > 0 \\ 0 & x = 0 \\ -1 & x < 0 \end{cases}, \qquad \operatorname{sign}'(x) = 0 \quad (x \ne 0)$$
 * 1. $\operatorname{sign}(x) = 2 H(x) - 1$ away from 0.
 * 2. $H' = 0$ there, hence $\operatorname{sign}' = 2 \cdot 0 = 0$.
 *
 * At 0 it is 0, as in mathematics and in `Math.sign`. That equals neither label, so the perceptron rule, which starts at
 * zero, learns from its first sample; the step form fires at 0 instead. The value jumps at 0; the code returns the
 * derivative 0, the slope on either side. At -Infinity -1, at Infinity 1. NaN stays NaN.
 *
 * @example
 * sign(-3) // => -1
 * sign(0) // => 0
 * signDerivative(2) // => 0
 *
 * Source: Rosenblatt, "The perceptron: a probabilistic model for information storage and organization in the brain", 1958.
 */
export function sign(x: number): number {
  if (x > 0) return 1;
  // Neither side: 0 stays 0, and NaN stays NaN.
  return x < 0 ? -1 : x;
}

/** 0, at the jump too: the derivative of {@link sign}. */
export function signDerivative(x: number): number {
  return x <= 0 || x > 0 ? 0 : x;
}

export const signActivation: Activation = Object.freeze({
  kind: 'activation',
  name: 'sign',
  value: sign,
  derivative: signDerivative,
  derivativeFromValue: signDerivative,
  range: { low: -1, high: 1 },
  kinks: [{ at: 0, left: 0, right: 0, chosen: 0 }],
  landmarks: [0],
  monotone: 'increasing',
  limits: { minusInfinity: -1, plusInfinity: 1 },
  tex: { value: '\\begin{cases} 1 & x > 0 \\\\ 0 & x = 0 \\\\ -1 & x < 0 \\end{cases}', derivative: '0' },
  sources: [
    {
      author: 'Rosenblatt',
      title: 'The perceptron: a probabilistic model for information storage and organization in the brain',
      year: 1958,
    },
  ],
});
