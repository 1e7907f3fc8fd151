import type { Activation } from '../formula.js';

/**
 * heaviside(x) = 1 if x >= 0, else 0
 *
 * The step of McCulloch and Pitts and of the perceptron with labels 0 and 1: the neuron fires or it does not.
 *
 * $$H(x) = \begin{cases} 1 & x \ge 0 \\ 0 & x < 0 \end{cases}, \qquad H'(x) = 0 \quad (x \ne 0)$$
 * 1. To the left and to the right of 0 the step is constant.
 * 2. A constant has the derivative 0: no gradient passes, which is why networks of steps cannot learn by descent.
 *
 * At 0 the step fires: H(0) = 1, the convention of this project. The value jumps there, so that no derivative exists;
 * the code returns 0, the slope on either side (the entry's kink has three zeros and keeps differences off the jump).
 * At -Infinity 0, at Infinity 1. NaN stays NaN.
 *
 * @example
 * heaviside(-0.1) // => 0
 * heaviside(0) // => 1
 * heavisideDerivative(0) // => 0
 *
 * @see sign for labels -1 and 1.
 * Source: McCulloch, Pitts, "A logical calculus of the ideas immanent in nervous activity", 1943.
 */
export function heaviside(x: number): number {
  if (x >= 0) return 1;
  // Neither side: NaN stays NaN.
  return x < 0 ? 0 : x;
}

/** 0, at the jump too: the derivative of {@link heaviside}. */
export function heavisideDerivative(x: number): number {
  return x <= 0 || x > 0 ? 0 : x;
}

export const heavisideActivation: Activation = Object.freeze({
  kind: 'activation',
  name: 'heaviside',
  value: heaviside,
  derivative: heavisideDerivative,
  derivativeFromValue: heavisideDerivative,
  range: { low: 0, high: 1 },
  kinks: [{ at: 0, left: 0, right: 0, chosen: 0 }],
  landmarks: [0],
  monotone: 'increasing',
  limits: { minusInfinity: 0, plusInfinity: 1 },
  tex: { value: '\\begin{cases} 1 & x \\ge 0 \\\\ 0 & x < 0 \\end{cases}', derivative: '0' },
  sources: [
    {
      author: 'McCulloch, Pitts',
      title: 'A logical calculus of the ideas immanent in nervous activity',
      year: 1943,
    },
  ],
});
