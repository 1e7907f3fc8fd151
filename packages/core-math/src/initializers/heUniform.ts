import type { Initializer } from '../formula.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Random } from '../random/random.js';
import { drawUniforms } from './draws.js';

/**
 * w uniform in [-a, a), a = sqrt(6/d), d the number of inputs
 *
 * For layers followed by ReLU, with no weight far out.
 *
 * $$ w_{ij} \sim U[-a, a),\ a = \sqrt{\frac{6}{d}}, \qquad \operatorname{Var} w_{ij} = \frac{2}{d} $$
 * Derivation: with $x = \max(0, z)$ and $z$ symmetric around 0, the mean of $x^2$ is $\frac12 \operatorname{Var} z$. So a layer's sums have the
 * variance $d \operatorname{Var} w \cdot \frac12 \operatorname{Var} z$, which is $\operatorname{Var} z$ again for $\operatorname{Var} w = \frac{2}{d}$.
 * A uniform number in $[-a, a)$ has the variance $\frac{a^2}{3}$, so $a = \sqrt{6/d}$.
 *
 * As in Keras. {@link heNormal} is its normal counterpart.
 *
 * @example
 * heUniformInitializer.variance(50, 10) // => 0.04
 *
 * @throws RangeError unless both sides are whole numbers >= 1.
 *
 * Source: He, Zhang, Ren, Sun, "Delving Deep into Rectifiers", 2015, section 2.2, equation 10.
 */
export function heUniform(random: Random, inputs: number, outputs: number): Matrix {
  return drawUniforms('heUniform', random, inputs, outputs, heUniformVariance(inputs));
}

export const heUniformInitializer: Initializer = Object.freeze<Initializer>({
  kind: 'initializer',
  name: 'heUniform',
  draw: heUniform,
  variance: heUniformVariance,
  tex: { value: String.raw`w_{ij} \sim U[-a, a),\ a = \sqrt{\frac{6}{d}}` },
  sources: [
    {
      author: 'K. He, X. Zhang, S. Ren, J. Sun',
      title: 'Delving Deep into Rectifiers',
      year: 2015,
      where: 'section 2.2, equation 10',
    },
  ],
});

function heUniformVariance(inputs: number): number {
  return 2 / inputs;
}
