import type { Initializer } from '../formula.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Random } from '../random/random.js';
import { drawEach } from './draws.js';

/**
 * w uniform in [low, high)
 *
 * Small numbers around 0 whatever the size of the layer. With low = 0 all weights are positive: sums over many inputs are
 * large, and sigmoids after them start saturated.
 *
 * $$ w_{ij} \sim U[\ell, h), \qquad \operatorname{Var} w_{ij} = \frac{(h - \ell)^2}{12} $$
 * Derivation: around its mean the number is uniform in $[-a, a]$ with $a = (h - \ell)/2$, and $\frac{1}{2a}\int_{-a}^{a} x^2 dx = \frac{a^2}{3}$.
 *
 * @example
 * uniform(randomGenerator(1), 1, 1, 2, 2.5).get(0, 0) >= 2 // => true
 *
 * @throws RangeError unless both sides are whole numbers >= 1.
 *
 * Source: Rumelhart, Hinton, Williams, "Learning representations by back-propagating errors", 1986 (small random weights).
 */
export function uniform(random: Random, inputs: number, outputs: number, low: number, high: number): Matrix {
  return drawEach('uniform', inputs, outputs, () => low + (high - low) * random.uniform());
}

/**
 * The uniform initialiser of an interval; -0.05 to 0.05 as in Keras unless told.
 *
 * @throws RangeError unless low < high, both finite.
 */
export function uniformInitializer({ low = -0.05, high = 0.05 }: { low?: number; high?: number } = {}): Initializer {
  if (!(low < high && low > -Infinity && high < Infinity)) {
    throw new RangeError(
      `uniformInitializer: expected low < high, got ${low} and ${high}. Pass the ends of the interval to draw from.`,
    );
  }
  return Object.freeze<Initializer>({
    kind: 'initializer',
    name: 'uniform',
    draw: (random, inputs, outputs) => uniform(random, inputs, outputs, low, high),
    variance: () => (high - low) ** 2 / 12,
    parameters: Object.freeze({ low, high }),
    tex: { value: String.raw`w_{ij} \sim U[\ell, h), \quad \operatorname{Var} w_{ij} = \frac{(h - \ell)^2}{12}` },
    sources: [
      {
        author: 'D. E. Rumelhart, G. E. Hinton, R. J. Williams',
        title: 'Learning representations by back-propagating errors',
        year: 1986,
        where: 'Nature 323',
      },
    ],
  });
}
