import type { Activation } from '../formula.js';

/**
 * sigmoid(x) = 1 / (1 + e^-x)
 *
 * The logistic function: turns a score into a probability. Output of a binary classifier, gate of an LSTM.
 *
 * $$\sigma(x) = \frac{1}{1 + e^{-x}}, \qquad \sigma'(x) = \frac{e^{-x}}{(1 + e^{-x})^2} = \sigma(x)\,(1 - \sigma(x))$$
 * 1. $\sigma = u^{-1}$ with $u = 1 + e^{-x}$, and $u' = -e^{-x}$.
 * 2. Chain rule: $\sigma' = -u^{-2} u' = e^{-x} / (1 + e^{-x})^2$.
 * 3. $1 - \sigma = e^{-x} / (1 + e^{-x})$, so that $\sigma' = \sigma\,(1 - \sigma)$.
 * 4. $\sigma\,(1 - \sigma) \le 1/4$, with equality at 0: the factor of each sigmoid layer shrinks a gradient at least fourfold.
 *
 * Computed as: with e = e^-|x|, which never overflows. For x >= 0 that is the line above; for x < 0 numerator and
 * denominator are multiplied with e^x: e / (1 + e). The derivative is even, so that e / (1 + e)^2 serves both sides;
 * sigma (1 - sigma) is exactly 0 from x = 37 on, where this is e^-x to the last digit. The square is written 1 + e (2 + e),
 * which halves its rounding error.
 *
 * No kinks. At -Infinity 0, at Infinity 1, the derivative 0 at both. NaN stays NaN.
 *
 * @example
 * sigmoid(0) // => 0.5
 * sigmoid(1) // => 0.7310585786
 * sigmoidDerivative(0) // => 0.25
 * sigmoidDerivative(40) // => 4.248354255e-18
 *
 * Source: Verhulst, "Recherches mathématiques sur la loi d'accroissement de la population", 1845;
 * Rumelhart, Hinton, Williams, "Learning representations by back-propagating errors", 1986, eq. 2.
 */
export function sigmoid(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
}

/** sigma'(x) = sigma(x) (1 - sigma(x)), from the input and without cancellation: the derivative of {@link sigmoid}. */
export function sigmoidDerivative(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return e / (1 + e * (2 + e));
}

/** y (1 - y): the derivative of {@link sigmoid} from its *output* y = sigmoid(x); good to a few 1e-17, no better. */
export function sigmoidDerivativeFromValue(y: number): number {
  return y * (1 - y);
}

export const sigmoidActivation: Activation = Object.freeze({
  kind: 'activation',
  name: 'sigmoid',
  value: sigmoid,
  derivative: sigmoidDerivative,
  derivativeFromValue: sigmoidDerivativeFromValue,
  range: { low: 0, high: 1, lowOpen: true, highOpen: true },
  kinks: [],
  landmarks: [0, -37, 37, -710, 710],
  monotone: 'increasing',
  limits: { minusInfinity: 0, plusInfinity: 1 },
  tex: { value: '\\frac{1}{1 + e^{-x}}', derivative: '\\sigma(x)\\,(1 - \\sigma(x))' },
  sources: [
    { author: 'Verhulst', title: "Recherches mathématiques sur la loi d'accroissement de la population", year: 1845 },
    {
      author: 'Rumelhart, Hinton, Williams',
      title: 'Learning representations by back-propagating errors',
      year: 1986,
      where: 'eq. 2',
    },
  ],
});
