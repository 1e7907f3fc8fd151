import { type Loss, realLine } from '../formula.js';

/**
 * (p - y)^2 / 2
 *
 * The cost of the delta rule and of the first texts on backpropagation: the 1/2 leaves the plain error as derivative.
 *
 * $$ L(p, y) = \tfrac12 (p - y)^2, \qquad \frac{dL}{dp} = p - y $$
 * Derivation: $\frac{d}{dp} \tfrac12 (p - y)^2 = \tfrac12 \cdot 2 (p - y) \cdot 1$; the 2 of the power rule cancels the 1/2.
 *
 * Computed as (e/2) e with e = p - y: the square alone would overflow from |e| = 1.34e154 on, where half of it still
 * is a double. At infinity: Infinity.
 *
 * @example
 * halfSquaredError(3, 1) // => 2
 * halfSquaredErrorDerivative(3, 1) // => 2
 *
 * Source: Rumelhart, Hinton, Williams, "Learning representations by back-propagating errors", 1986, equation 3.
 */
export function halfSquaredError(prediction: number, target: number): number {
  const error = prediction - target;
  return 0.5 * error * error;
}

/** p - y: see {@link halfSquaredError}. */
export function halfSquaredErrorDerivative(prediction: number, target: number): number {
  return prediction - target;
}

export const halfSquaredErrorLoss: Loss = Object.freeze<Loss>({
  kind: 'loss',
  name: 'halfSquaredError',
  value: halfSquaredError,
  derivative: halfSquaredErrorDerivative,
  predictions: realLine,
  targets: realLine,
  kinks: () => [],
  landmarks: (target) => [target],
  minimizer: (target) => target,
  convex: true,
  tex: { value: String.raw`\tfrac12 (p - y)^2`, derivative: String.raw`p - y` },
  sources: [
    {
      author: 'D. E. Rumelhart, G. E. Hinton, R. J. Williams',
      title: 'Learning representations by back-propagating errors',
      year: 1986,
      where: 'Nature 323, equation 3',
    },
  ],
});
