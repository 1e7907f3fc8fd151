import type { Initializer } from '../formula.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Random } from '../random/random.js';
import { drawUniforms } from './draws.js';

/**
 * w uniform in [-a, a), a = sqrt(6/(d + m)), d inputs and m outputs
 *
 * Glorot's, or Xavier, initialisation: keeps activations forward and gradients backward at about the same size. The usual
 * choice for tanh, sigmoid and softmax, and what Keras gives a dense layer.
 *
 * $$ w_{ij} \sim U[-a, a),\ a = \sqrt{\frac{6}{d + m}}, \qquad \operatorname{Var} w_{ij} = \frac{2}{d + m} $$
 * Derivation: sums forward keep their variance for $d \operatorname{Var} w = 1$, gradients backward, sums over the m outputs, for
 * $m \operatorname{Var} w = 1$. Both at once is possible for d = m only; between them lies $\operatorname{Var} w = \frac{2}{d + m}$. A uniform number in
 * $[-a, a)$ has the variance $\frac{a^2}{3}$, so $a = \sqrt{6/(d + m)}$.
 *
 * As in Keras. {@link glorotNormal} is its normal counterpart.
 *
 * @example
 * glorotUniformInitializer.variance(30, 10) // => 0.05
 *
 * @throws RangeError unless both sides are whole numbers >= 1.
 *
 * Source: Glorot, Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010, section 4.2.1.
 */
export function glorotUniform(random: Random, inputs: number, outputs: number): Matrix {
  return drawUniforms('glorotUniform', random, inputs, outputs, glorotUniformVariance(inputs, outputs));
}

export const glorotUniformInitializer: Initializer = Object.freeze<Initializer>({
  kind: 'initializer',
  name: 'glorotUniform',
  draw: glorotUniform,
  variance: glorotUniformVariance,
  tex: { value: String.raw`w_{ij} \sim U[-a, a),\ a = \sqrt{\frac{6}{d + m}}` },
  sources: [
    {
      author: 'X. Glorot, Y. Bengio',
      title: 'Understanding the difficulty of training deep feedforward neural networks',
      year: 2010,
      where: 'section 4.2.1, equation 16',
    },
  ],
});

function glorotUniformVariance(inputs: number, outputs: number): number {
  return 2 / (inputs + outputs);
}
