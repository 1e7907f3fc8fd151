import { realLine, type Activation } from '../formula.js';

/**
 * identity(x) = x
 *
 * The linear neuron: the output layer of a regression, whose targets may be any real number; Adaline's activation.
 *
 * $$f(x) = x, \qquad f'(x) = 1$$
 * 1. $f(x + h) - f(x) = h$, whatever $x$ is.
 * 2. So the difference quotient is $1$ before any limit is taken.
 *
 * No kinks. At -Infinity and Infinity it is what it is given; the derivative is 1 there too. NaN stays NaN.
 *
 * @example
 * identity(-2.5) // => -2.5
 * identityDerivative(-2.5) // => 1
 *
 * Source: Widrow, Hoff, "Adaptive switching circuits", 1960 (the linear neuron of Adaline).
 */
export function identity(x: number): number {
  return x;
}

/** 1: the derivative of {@link identity}. */
export function identityDerivative(x: number): number {
  // Neither <= nor >: NaN stays NaN.
  return x <= 0 || x > 0 ? 1 : x;
}

export const identityActivation: Activation = Object.freeze({
  kind: 'activation',
  name: 'identity',
  value: identity,
  derivative: identityDerivative,
  derivativeFromValue: identityDerivative,
  range: realLine,
  kinks: [],
  landmarks: [0],
  monotone: 'increasing',
  limits: { minusInfinity: -Infinity, plusInfinity: Infinity },
  tex: { value: 'x', derivative: '1' },
  sources: [{ author: 'Widrow, Hoff', title: 'Adaptive switching circuits', year: 1960 }],
});
