import type { Initializer } from '../formula.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Random } from '../random/random.js';
import { drawNormals } from './draws.js';

/**
 * w normal with mean 0 and variance 2/(d + m), d inputs and m outputs
 *
 * Glorot's, or Xavier, initialisation with normal numbers.
 *
 * $$ w_{ij} \sim N\left(0, \frac{2}{d + m}\right), \qquad \operatorname{Var} w_{ij} = \frac{2}{d + m} $$
 * Derivation: sums forward keep their variance for $d \operatorname{Var} w = 1$, gradients backward, sums over the m outputs, for
 * $m \operatorname{Var} w = 1$. Both at once is possible for d = m only; between them lies $\operatorname{Var} w = \frac{2}{d + m}$.
 *
 * A plain normal. Keras cuts it off at two standard deviations and rescales so that the variance is the same.
 *
 * @example
 * glorotNormalInitializer.variance(30, 10) // => 0.05
 *
 * @throws RangeError unless both sides are whole numbers >= 1.
 *
 * Source: Glorot, Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010, section 4.2.1.
 */
export function glorotNormal(random: Random, inputs: number, outputs: number): Matrix {
  return drawNormals('glorotNormal', random, inputs, outputs, glorotNormalVariance(inputs, outputs));
}

export const glorotNormalInitializer: Initializer = Object.freeze<Initializer>({
  kind: 'initializer',
  name: 'glorotNormal',
  draw: glorotNormal,
  variance: glorotNormalVariance,
  tex: { value: String.raw`w_{ij} \sim N\left(0, \frac{2}{d + m}\right)` },
  sources: [
    {
      author: 'X. Glorot, Y. Bengio',
      title: 'Understanding the difficulty of training deep feedforward neural networks',
      year: 2010,
      where: 'section 4.2.1, equation 12',
    },
  ],
});

function glorotNormalVariance(inputs: number, outputs: number): number {
  return 2 / (inputs + outputs);
}
