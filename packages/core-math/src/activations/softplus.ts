import type { Activation } from '../formula.js';
import { sigmoid } from './sigmoid.js';

/**
 * softplus(x) = ln(1 + e^x)
 *
 * A smooth ReLU: positive, for scales and rates; also the log-partition of a coin, and so the heart of the logistic loss.
 *
 * $$f(x) = \ln(1 + e^x), \qquad f'(x) = \frac{e^x}{1 + e^x} = \sigma(x)$$
 * 1. Chain rule with $u = 1 + e^x$: $(\ln u)' = u' / u = e^x / (1 + e^x)$.
 * 2. Divided by $e^x$ above and below: $1 / (1 + e^{-x}) = \sigma(x)$.
 * 3. The same from the output $y$: $1 + e^x = e^y$, hence $\sigma(x) = 1 - e^{-y}$.
 *
 * Computed as: for x > 0, ln(1 + e^x) = x + ln(1 + e^-x); for both signs, max(x, 0) + log1p(e^-|x|). e^x overflows at
 * 710, and 1 + e^x forgets e^x below -37; neither happens here.
 *
 * No kinks. At -Infinity 0, at Infinity Infinity, the derivative 0 and 1. NaN stays NaN.
 *
 * @example
 * softplus(0) // => 0.6931471806
 * softplus(800) // => 800
 * softplusDerivative(0) // => 0.5
 *
 * @see sigmoid, its derivative.
 * Source: Dugas, Bengio, Bélisle, Nadeau, Garcia, "Incorporating second-order functional knowledge for better option pricing", 2001.
 */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** sigmoid(x): the derivative of {@link softplus}. */
export function softplusDerivative(x: number): number {
  return sigmoid(x);
}

/** 1 - e^-y: the derivative of {@link softplus} from its *output* y = softplus(x). */
export function softplusDerivativeFromValue(y: number): number {
  return -Math.expm1(-y);
}

export const softplusActivation: Activation = Object.freeze({
  kind: 'activation',
  name: 'softplus',
  value: softplus,
  derivative: softplusDerivative,
  derivativeFromValue: softplusDerivativeFromValue,
  range: { low: 0, high: Infinity, lowOpen: true, highOpen: true },
  kinks: [],
  landmarks: [0, -37, 37, -710, 710],
  monotone: 'increasing',
  limits: { minusInfinity: 0, plusInfinity: Infinity },
  tex: { value: '\\ln(1 + e^x)', derivative: '\\sigma(x) = \\frac{1}{1 + e^{-x}}' },
  sources: [
    {
      author: 'Dugas, Bengio, Bélisle, Nadeau, Garcia',
      title: 'Incorporating second-order functional knowledge for better option pricing',
      year: 2001,
    },
  ],
});
