import type { Initializer } from '../formula.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Random } from '../random/random.js';
import { drawNormals } from './draws.js';

/**
 * w normal with mean 0 and variance 1/d, d the number of inputs
 *
 * Keeps the variance of a layer's sums at that of its inputs: the N(0, 1/sqrt(d)) of the course notes, whose second number
 * is the standard deviation. Made for tanh and SELU.
 *
 * $$ w_{ij} \sim N\left(0, \frac{1}{d}\right), \qquad \operatorname{Var} w_{ij} = \frac{1}{d} $$
 * Derivation: $z_j = \sum_i x_i w_{ij}$ over d inputs of mean square 1 has the variance $d \operatorname{Var} w$, which is to be 1.
 *
 * A plain normal. Keras cuts it off at two standard deviations and rescales so that the variance is the same.
 *
 * @example
 * lecunNormalInitializer.variance(100, 10) // => 0.01
 *
 * @throws RangeError unless both sides are whole numbers >= 1.
 *
 * Source: LeCun, Bottou, Orr, Mueller, "Efficient BackProp", 1998, section 4.6.
 */
export function lecunNormal(random: Random, inputs: number, outputs: number): Matrix {
  return drawNormals('lecunNormal', random, inputs, outputs, lecunNormalVariance(inputs));
}

export const lecunNormalInitializer: Initializer = Object.freeze<Initializer>({
  kind: 'initializer',
  name: 'lecunNormal',
  draw: lecunNormal,
  variance: lecunNormalVariance,
  tex: { value: String.raw`w_{ij} \sim N\left(0, \frac{1}{d}\right)` },
  sources: [
    {
      author: 'Y. LeCun, L. Bottou, G. B. Orr, K.-R. Mueller',
      title: 'Efficient BackProp',
      year: 1998,
      where: 'section 4.6, equation 16',
    },
  ],
});

function lecunNormalVariance(inputs: number): number {
  return 1 / inputs;
}
