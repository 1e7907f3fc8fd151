import type { Initializer } from '../formula.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Random } from '../random/random.js';
import { drawNormals } from './draws.js';

/**
 * w normal with mean 0 and variance 2/d, d the number of inputs
 *
 * For layers followed by ReLU, which lets half of the variance through: the 2 makes up for that.
 *
 * $$ w_{ij} \sim N\left(0, \frac{2}{d}\right), \qquad \operatorname{Var} w_{ij} = \frac{2}{d} $$
 * Derivation: with $x = \max(0, z)$ and $z$ symmetric around 0, the mean of $x^2$ is $\frac12 \operatorname{Var} z$. So a layer's sums have the
 * variance $d \operatorname{Var} w \cdot \frac12 \operatorname{Var} z$, which is $\operatorname{Var} z$ again for $\operatorname{Var} w = \frac{2}{d}$.
 *
 * A plain normal. Keras cuts it off at two standard deviations and rescales so that the variance is the same.
 *
 * @example
 * heNormalInitializer.variance(50, 10) // => 0.04
 *
 * @throws RangeError unless both sides are whole numbers >= 1.
 *
 * Source: He, Zhang, Ren, Sun, "Delving Deep into Rectifiers", 2015, section 2.2, equation 10.
 */
export function heNormal(random: Random, inputs: number, outputs: number): Matrix {
  return drawNormals('heNormal', random, inputs, outputs, heNormalVariance(inputs));
}

export const heNormalInitializer: Initializer = Object.freeze<Initializer>({
  kind: 'initializer',
  name: 'heNormal',
  draw: heNormal,
  variance: heNormalVariance,
  tex: { value: String.raw`w_{ij} \sim N\left(0, \frac{2}{d}\right)` },
  sources: [
    {
      author: 'K. He, X. Zhang, S. Ren, J. Sun',
      title: 'Delving Deep into Rectifiers',
      year: 2015,
      where: 'section 2.2, equation 10',
    },
  ],
});

function heNormalVariance(inputs: number): number {
  return 2 / inputs;
}
