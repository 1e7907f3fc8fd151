import type { Initializer } from '../formula.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Random } from '../random/random.js';
import { drawUniforms } from './draws.js';

/**
 * w uniform in [-a, a), a = sqrt(3/d), d the number of inputs
 *
 * Keeps the variance of a layer's sums at that of its inputs, with no weight far out.
 *
 * $$ w_{ij} \sim U[-a, a),\ a = \sqrt{\frac{3}{d}}, \qquad \operatorname{Var} w_{ij} = \frac{1}{d} $$
 * Derivation: $z_j = \sum_i x_i w_{ij}$ over d inputs of mean square 1 has the variance $d \operatorname{Var} w$, which is to be 1.
 * A uniform number in $[-a, a)$ has the variance $\frac{a^2}{3}$, so $a = \sqrt{3/d}$.
 *
 * As in Keras. {@link lecunNormal} is its normal counterpart.
 *
 * @example
 * lecunUniformInitializer.variance(100, 10) // => 0.01
 *
 * @throws RangeError unless both sides are whole numbers >= 1.
 *
 * Source: LeCun, Bottou, Orr, Mueller, "Efficient BackProp", 1998, section 4.6.
 */
export function lecunUniform(random: Random, inputs: number, outputs: number): Matrix {
  return drawUniforms('lecunUniform', random, inputs, outputs, lecunUniformVariance(inputs));
}

export const lecunUniformInitializer: Initializer = Object.freeze<Initializer>({
  kind: 'initializer',
  name: 'lecunUniform',
  draw: lecunUniform,
  variance: lecunUniformVariance,
  tex: { value: String.raw`w_{ij} \sim U[-a, a),\ a = \sqrt{\frac{3}{d}}` },
  sources: [
    {
      author: 'Y. LeCun, L. Bottou, G. B. Orr, K.-R. Mueller',
      title: 'Efficient BackProp',
      year: 1998,
      where: 'section 4.6, equation 16',
    },
  ],
});

function lecunUniformVariance(inputs: number): number {
  return 1 / inputs;
}
