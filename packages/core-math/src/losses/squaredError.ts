import { type Loss, realLine } from '../formula.js';

/**
 * (p - y)^2
 *
 * The loss of regression: its mean over a batch is the mean squared error (MSE). Its best constant prediction is the
 * mean of the targets.
 *
 * $$ L(p, y) = (p - y)^2, \qquad \frac{dL}{dp} = 2 (p - y) $$
 * Derivation: with the error $e = p - y$, $dL/de = 2e$ by the power rule and $de/dp = 1$; the chain rule multiplies.
 *
 * No 1/2 here: {@link halfSquaredError} has it. At infinity: Infinity.
 *
 * @example
 * squaredError(3, 1) // => 4
 * squaredErrorDerivative(3, 1) // => 4
 *
 * Source: Legendre, "Nouvelles methodes pour la determination des orbites des cometes", 1805, appendix.
 */
export function squaredError(prediction: number, target: number): number {
  const error = prediction - target;
  return error * error;
}

/** 2 (p - y): see {@link squaredError}. */
export function squaredErrorDerivative(prediction: number, target: number): number {
  return 2 * (prediction - target);
}

export const squaredErrorLoss: Loss = Object.freeze<Loss>({
  kind: 'loss',
  name: 'squaredError',
  value: squaredError,
  derivative: squaredErrorDerivative,
  predictions: realLine,
  targets: realLine,
  kinks: () => [],
  landmarks: (target) => [target],
  minimizer: (target) => target,
  convex: true,
  tex: { value: String.raw`(p - y)^2`, derivative: String.raw`2 (p - y)` },
  sources: [
    {
      author: 'A.-M. Legendre',
      title: 'Nouvelles methodes pour la determination des orbites des cometes',
      year: 1805,
      where: 'appendix on least squares',
    },
  ],
});
