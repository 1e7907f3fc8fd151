import type { Activation } from '../formula.js';

/**
 * tanh(x) = (e^x - e^-x) / (e^x + e^-x)
 *
 * The hyperbolic tangent: a sigmoid centred at 0 with slope 1 there, against the sigmoid's 1/4. Hidden layers, RNNs,
 * outputs in (-1, 1).
 *
 * $$\tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}, \qquad \tanh'(x) = 1 - \tanh^2(x) = \frac{4 e^{-2|x|}}{(1 + e^{-2|x|})^2}$$
 * 1. Quotient rule with $s = e^x - e^{-x}$ and $c = e^x + e^{-x}$: $s' = c$ and $c' = s$.
 * 2. $\tanh' = (c \cdot c - s \cdot s) / c^2 = 1 - \tanh^2$.
 * 3. $c^2 - s^2 = 4$, hence $\tanh' = 4 / c^2$; times $e^{-2|x|}$ above and below: the last form.
 *
 * Computed as: `Math.tanh` for the value; the textbook line overflows to NaN at 710, and 2 sigmoid(2x) - 1, equal on
 * paper, loses every digit near 0. The derivative by the last form: 1 - tanh^2 cancels, and is exactly 0 from x = 19.1 on. Its
 * square is written 1 + e (2 + e), which halves its rounding error.
 *
 * No kinks. At -Infinity -1, at Infinity 1, the derivative 0 at both. NaN stays NaN.
 *
 * @example
 * tanh(0.5) // => 0.4621171573
 * tanhDerivative(0) // => 1
 * tanhDerivative(20) // => 1.69934170e-17
 *
 * @see sigmoid, of which it is 2 sigmoid(2x) - 1.
 * Source: LeCun, Bottou, Orr, Müller, "Efficient BackProp", 1998, section 4.4.
 */
export function tanh(x: number): number {
  return Math.tanh(x);
}

/** tanh'(x) = 1 - tanh(x)^2, without its cancellation: the derivative of {@link tanh}. */
export function tanhDerivative(x: number): number {
  const e = Math.exp(-2 * Math.abs(x));
  return (4 * e) / (1 + e * (2 + e));
}

/** 1 - y^2, as (1 - y)(1 + y): the derivative of {@link tanh} from its *output* y = tanh(x); good to a few 1e-16. */
export function tanhDerivativeFromValue(y: number): number {
  return (1 - y) * (1 + y);
}

export const tanhActivation: Activation = Object.freeze({
  kind: 'activation',
  name: 'tanh',
  value: tanh,
  derivative: tanhDerivative,
  derivativeFromValue: tanhDerivativeFromValue,
  range: { low: -1, high: 1, lowOpen: true, highOpen: true },
  kinks: [],
  landmarks: [0, -19, 19, -355, 355, -710, 710],
  monotone: 'increasing',
  limits: { minusInfinity: -1, plusInfinity: 1 },
  tex: { value: '\\frac{e^x - e^{-x}}{e^x + e^{-x}}', derivative: '1 - \\tanh^2(x)' },
  sources: [{ author: 'LeCun, Bottou, Orr, Müller', title: 'Efficient BackProp', year: 1998, where: 'section 4.4' }],
});
