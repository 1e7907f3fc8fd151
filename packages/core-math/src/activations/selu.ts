import type { Activation } from '../formula.js';

/**
 * selu(x) = lambda x if x > 0, else lambda alpha (e^x - 1)
 *
 * The scaled ELU: with these lambda and alpha, inputs of mean 0 and variance 1 give outputs of mean 0 and variance 1,
 * and deep stacks of such layers pull towards that fixed point (weights drawn by LeCun's normal rule).
 *
 * $$f(x) = \lambda \begin{cases} x & x > 0 \\ \alpha (e^x - 1) & x \le 0 \end{cases}, \qquad f'(x) = \lambda \begin{cases} 1 & x > 0 \\ \alpha e^x & x \le 0 \end{cases}$$
 * 1. It is $\lambda$ times the {@link elu} with $\alpha$: $f' = \lambda \operatorname{elu}'$.
 * 2. $\lambda = 1.0507009873554804934\ldots$ and $\alpha = 1.6732632423543772848\ldots$ solve
 *    $\mathrm{E} f(Z) = 0$, $\mathrm{E} f(Z)^2 = 1$ for a standard normal $Z$.
 *
 * Computed as: lambda alpha is one constant, rounded once; `Math.expm1` keeps the digits of e^x - 1 near 0.
 *
 * At the kink 0 the slopes are lambda alpha = 1.758 on the left and lambda = 1.051 on the right; the code returns the
 * left one. At -Infinity -lambda alpha with slope 0, at Infinity Infinity. NaN stays NaN.
 *
 * @example
 * selu(1) // => 1.0507009874
 * selu(-1) // => -1.1113307378
 * seluDerivative(0) // => 1.7580993408
 *
 * Source: Klambauer, Unterthiner, Mayr, Hochreiter, "Self-normalizing neural networks", 2017, eq. 2.
 */
export function selu(x: number): number {
  return x > 0 ? 1.0507009873554805 * x : 1.7580993408473768 * Math.expm1(x);
}

/** lambda for x > 0, lambda alpha e^x for x <= 0: the derivative of {@link selu}. */
export function seluDerivative(x: number): number {
  return x > 0 ? 1.0507009873554805 : 1.7580993408473768 * Math.exp(x);
}

/** lambda for y > 0, y + lambda alpha for y <= 0: the derivative of {@link selu} from its *output* y = selu(x). */
export function seluDerivativeFromValue(y: number): number {
  return y > 0 ? 1.0507009873554805 : y + 1.7580993408473768;
}

export const seluActivation: Activation = Object.freeze({
  kind: 'activation',
  name: 'selu',
  value: selu,
  derivative: seluDerivative,
  derivativeFromValue: seluDerivativeFromValue,
  range: { low: -1.7580993408473768, high: Infinity, lowOpen: true, highOpen: true },
  kinks: [{ at: 0, left: 1.7580993408473768, right: 1.0507009873554805, chosen: 1.7580993408473768 }],
  landmarks: [0, -37, -708],
  monotone: 'increasing',
  limits: { minusInfinity: -1.7580993408473768, plusInfinity: Infinity },
  tex: {
    value: '\\lambda \\begin{cases} x & x > 0 \\\\ \\alpha (e^x - 1) & x \\le 0 \\end{cases}',
    derivative: '\\lambda \\begin{cases} 1 & x > 0 \\\\ \\alpha e^x & x \\le 0 \\end{cases}',
  },
  sources: [
    {
      author: 'Klambauer, Unterthiner, Mayr, Hochreiter',
      title: 'Self-normalizing neural networks',
      year: 2017,
      where: 'eq. 2',
    },
  ],
});
