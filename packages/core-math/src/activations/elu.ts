import type { Activation } from '../formula.js';

/**
 * elu(x, alpha) = x if x > 0, else alpha (e^x - 1)
 *
 * The exponential linear unit: a ReLU with a smooth negative side that saturates at -alpha, so that the mean of the
 * outputs is nearer to 0.
 *
 * $$f(x) = \begin{cases} x & x > 0 \\ \alpha (e^x - 1) & x \le 0 \end{cases}, \qquad f'(x) = \begin{cases} 1 & x > 0 \\ \alpha e^x & x \le 0 \end{cases}$$
 * 1. For $x \le 0$: $(\alpha e^x - \alpha)' = \alpha e^x$.
 * 2. The same from the output $y$: $\alpha e^x = y + \alpha$.
 *
 * Computed as: `Math.expm1` for e^x - 1, which would cancel near 0 (at x = -1e-17 it would be 0).
 *
 * At 0 the slopes are alpha on the left and 1 on the right; the code returns alpha. With alpha = 1 they agree, and only
 * the second derivative jumps. At -Infinity -alpha with slope 0, at Infinity Infinity. NaN stays NaN.
 *
 * @example
 * elu(2, 1) // => 2
 * elu(-1, 1) // => -0.6321205588
 * eluDerivative(-1, 1) // => 0.3678794412
 *
 * Source: Clevert, Unterthiner, Hochreiter, "Fast and accurate deep network learning by exponential linear units (ELUs)", 2016, section 3.
 */
export function elu(x: number, alpha: number): number {
  return x > 0 ? x : alpha * Math.expm1(x);
}

/** 1 for x > 0, alpha e^x for x <= 0: the derivative of {@link elu} with respect to x. */
export function eluDerivative(x: number, alpha: number): number {
  return x > 0 ? 1 : alpha * Math.exp(x);
}

/** 1 for y > 0, y + alpha for y <= 0: the derivative of {@link elu} from its *output* y = elu(x, alpha). */
export function eluDerivativeFromValue(y: number, alpha: number): number {
  return y > 0 ? 1 : y + alpha;
}

/**
 * The entry for an alpha.
 *
 * @throws RangeError when alpha is not a finite number > 0.
 * @example
 * eluActivation({ alpha: 2 }).limits.minusInfinity // => -2
 */
export function eluActivation({ alpha = 1 }: { readonly alpha?: number } = {}): Activation {
  if (!(alpha > 0 && alpha < Infinity)) {
    throw new RangeError(
      `eluActivation: expected a finite alpha > 0, got ${alpha}. Pass a number such as 1, or use relu for 0.`,
    );
  }
  return Object.freeze({
    kind: 'activation',
    name: 'elu',
    value: (x: number) => elu(x, alpha),
    derivative: (x: number) => eluDerivative(x, alpha),
    derivativeFromValue: (y: number) => eluDerivativeFromValue(y, alpha),
    range: { low: -alpha, high: Infinity, lowOpen: true, highOpen: true },
    kinks: [{ at: 0, left: alpha, right: 1, chosen: alpha }],
    landmarks: [0, -37, -708],
    monotone: 'increasing',
    limits: { minusInfinity: -alpha, plusInfinity: Infinity },
    parameters: { alpha },
    tex: {
      value: '\\begin{cases} x & x > 0 \\\\ \\alpha (e^x - 1) & x \\le 0 \\end{cases}',
      derivative: '\\begin{cases} 1 & x > 0 \\\\ \\alpha e^x & x \\le 0 \\end{cases}',
    },
    sources: [
      {
        author: 'Clevert, Unterthiner, Hochreiter',
        title: 'Fast and accurate deep network learning by exponential linear units (ELUs)',
        year: 2016,
        where: 'section 3',
      },
    ],
  });
}
