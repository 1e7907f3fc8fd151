import type { Activation } from '../formula.js';

/**
 * hardSigmoid(x) = min(max(x + 3, 0), 6) / 6
 *
 * A sigmoid of three straight pieces, for machines on which e^x is dear.
 *
 * $$f(x) = \frac{\min(\max(x + 3, 0), 6)}{6}, \qquad f'(x) = \begin{cases} 1/6 & -3 < x < 3 \\ 0 & \text{otherwise} \end{cases}$$
 * 1. Between -3 and 3 it is the line $(x + 3) / 6$, with slope $1/6$ (the sigmoid's is $1/4$ at 0).
 * 2. Outside it is constant, with slope 0.
 *
 * This is the form of Keras 3, PyTorch and MobileNetV3. Keras before version 3 and Theano clip 0.2 x + 0.5 instead,
 * with its corners at -2.5 and 2.5: weights trained with one do not fit the other.
 *
 * At the kinks -3 and 3 the slopes are 0 and 1/6; the code returns 0 at both, as PyTorch does. At -Infinity 0, at
 * Infinity 1. NaN stays NaN.
 *
 * @example
 * hardSigmoid(0) // => 0.5
 * hardSigmoid(-4) // => 0
 * hardSigmoidDerivative(1) // => 0.1666666667
 *
 * Source: Courbariaux, Bengio, David, "BinaryConnect", 2015, eq. 3 (clipping the line (x + 1) / 2);
 * Howard et al., "Searching for MobileNetV3", 2019, section 5.2 (this scaling).
 */
export function hardSigmoid(x: number): number {
  if (x <= -3) return 0;
  if (x >= 3) return 1;
  return (x + 3) / 6;
}

/** 1/6 strictly between -3 and 3, 0 elsewhere: the derivative of {@link hardSigmoid}. */
export function hardSigmoidDerivative(x: number): number {
  if (x > -3 && x < 3) return 1 / 6;
  return x <= -3 || x >= 3 ? 0 : x;
}

/** 1/6 strictly between 0 and 1, 0 elsewhere: the derivative of {@link hardSigmoid} from its *output* y = hardSigmoid(x). */
export function hardSigmoidDerivativeFromValue(y: number): number {
  if (y > 0 && y < 1) return 1 / 6;
  return y <= 0 || y >= 1 ? 0 : y;
}

export const hardSigmoidActivation: Activation = Object.freeze({
  kind: 'activation',
  name: 'hardSigmoid',
  value: hardSigmoid,
  derivative: hardSigmoidDerivative,
  derivativeFromValue: hardSigmoidDerivativeFromValue,
  range: { low: 0, high: 1 },
  kinks: [
    { at: -3, left: 0, right: 1 / 6, chosen: 0 },
    { at: 3, left: 1 / 6, right: 0, chosen: 0 },
  ],
  landmarks: [-3, 0, 3],
  monotone: 'increasing',
  limits: { minusInfinity: 0, plusInfinity: 1 },
  tex: {
    value: '\\frac{\\min(\\max(x + 3, 0), 6)}{6}',
    derivative: '\\begin{cases} 1/6 & -3 < x < 3 \\\\ 0 & \\text{otherwise} \\end{cases}',
  },
  sources: [
    {
      author: 'Courbariaux, Bengio, David',
      title: 'BinaryConnect: training deep neural networks with binary weights during propagations',
      year: 2015,
      where: 'eq. 3',
    },
    { author: 'Howard et al.', title: 'Searching for MobileNetV3', year: 2019, where: 'section 5.2' },
  ],
});
