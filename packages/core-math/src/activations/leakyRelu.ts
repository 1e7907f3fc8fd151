import type { Activation } from '../formula.js';

/**
 * leakyRelu(x, slope) = x if x > 0, else slope x
 *
 * A ReLU that cannot die: some gradient passes on the left too. With slope 0 it is {@link relu}, bit for bit.
 *
 * $$f(x) = \begin{cases} x & x > 0 \\ a x & x \le 0 \end{cases}, \qquad f'(x) = \begin{cases} 1 & x > 0 \\ a & x \le 0 \end{cases}$$
 * 1. On either side of 0 it is a line through 0, with slope $1$ and $a$ (the argument `slope`).
 * 2. Written as $\max(a x, x)$, as one often reads, it is the same function only for $a \le 1$.
 *
 * At the kink 0 the code returns the left slope, as {@link relu} does. At Infinity Infinity, at -Infinity -Infinity
 * (0 when the slope is 0). NaN stays NaN.
 *
 * @example
 * leakyRelu(-3, 0.01) // => -0.03
 * leakyRelu(-3, 2) // => -6
 * leakyReluDerivative(0, 0.01) // => 0.01
 *
 * Source: Maas, Hannun, Ng, "Rectifier nonlinearities improve neural network acoustic models", 2013, section 2.
 */
export function leakyRelu(x: number, slope: number): number {
  if (x > 0) return x;
  // 0 times -Infinity is NaN, 0 times a negative number is -0: with slope 0 neither is relu(x).
  if (slope === 0 && x <= 0) return 0;
  return slope * x;
}

/** 1 for x > 0, `slope` for x <= 0: the derivative of {@link leakyRelu} with respect to x. */
export function leakyReluDerivative(x: number, slope: number): number {
  if (x > 0) return 1;
  return x <= 0 ? slope : x;
}

/**
 * The entry for a slope.
 *
 * @throws RangeError when the slope is not a finite number >= 0.
 * @example
 * leakyReluActivation({ slope: 0.02 }).value(-1) // => -0.02
 * leakyReluActivation({ slope: -1 }) // => throws RangeError
 */
export function leakyReluActivation({ slope = 0.01 }: { readonly slope?: number } = {}): Activation {
  if (!(slope >= 0 && slope < Infinity)) {
    throw new RangeError(
      `leakyReluActivation: expected a finite slope >= 0, got ${slope}. Pass a small number such as 0.01.`,
    );
  }
  return Object.freeze({
    kind: 'activation',
    name: 'leakyRelu',
    value: (x: number) => leakyRelu(x, slope),
    derivative: (x: number) => leakyReluDerivative(x, slope),
    // The value has the sign of x, or is 0 where x <= 0.
    derivativeFromValue: (y: number) => leakyReluDerivative(y, slope),
    range: { low: slope === 0 ? 0 : -Infinity, high: Infinity, lowOpen: slope !== 0, highOpen: true },
    kinks: [{ at: 0, left: slope, right: 1, chosen: slope }],
    landmarks: [0],
    monotone: 'increasing',
    limits: { minusInfinity: slope === 0 ? 0 : -Infinity, plusInfinity: Infinity },
    parameters: { slope },
    tex: {
      value: '\\begin{cases} x & x > 0 \\\\ a x & x \\le 0 \\end{cases}',
      derivative: '\\begin{cases} 1 & x > 0 \\\\ a & x \\le 0 \\end{cases}',
    },
    sources: [
      {
        author: 'Maas, Hannun, Ng',
        title: 'Rectifier nonlinearities improve neural network acoustic models',
        year: 2013,
        where: 'section 2',
      },
    ],
  });
}
