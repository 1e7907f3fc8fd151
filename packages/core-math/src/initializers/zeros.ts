import type { Initializer } from '../formula.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Random } from '../random/random.js';
import { drawEach } from './draws.js';

/**
 * w = 0
 *
 * Right for biases, wrong for the weights of hidden layers: all units of a layer start alike, get the same gradient, and
 * stay alike for ever.
 *
 * $$ w_{ij} = 0, \qquad \operatorname{Var} w_{ij} = 0 $$
 *
 * @example
 * zeros(randomGenerator(1), 2, 3).toRows() // => [[0, 0, 0], [0, 0, 0]]
 *
 * @throws RangeError unless both sides are whole numbers >= 1.
 *
 * Source: Goodfellow, Bengio, Courville, "Deep Learning", 2016, section 8.4 (breaking symmetry).
 */
export function zeros(_random: Random, inputs: number, outputs: number): Matrix {
  return drawEach('zeros', inputs, outputs, () => 0);
}

export const zerosInitializer: Initializer = Object.freeze<Initializer>({
  kind: 'initializer',
  name: 'zeros',
  draw: zeros,
  variance: () => 0,
  tex: { value: String.raw`w_{ij} = 0` },
  sources: [
    { author: 'I. Goodfellow, Y. Bengio, A. Courville', title: 'Deep Learning', year: 2016, where: 'section 8.4' },
  ],
});
