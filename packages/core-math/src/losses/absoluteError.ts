import { type Loss, realLine } from '../formula.js';

/**
 * |p - y|
 *
 * Regression that outliers do not dominate: its mean is the mean absolute error (MAE), its best constant prediction
 * the median of the targets.
 *
 * $$ L(p, y) = |p - y|, \qquad \frac{dL}{dp} = \operatorname{sign}(p - y) $$
 * Derivation: for $p > y$ the loss is $p - y$ with slope 1; for $p < y$ it is $y - p$ with slope $-1$.
 *
 * At the kink p = y the slopes are -1 and 1; the derivative returned is 0, so a perfect prediction stays put.
 * At infinity: Infinity, with slope 1 or -1.
 *
 * @example
 * absoluteError(1, 3) // => 2
 * absoluteErrorDerivative(1, 3) // => -1
 * absoluteErrorDerivative(3, 3) // => 0
 *
 * Source: Bishop, "Pattern Recognition and Machine Learning", 2006, section 1.5.5 (Minkowski loss, q = 1).
 */
export function absoluteError(prediction: number, target: number): number {
  return Math.abs(prediction - target);
}

/** sign(p - y), 0 at the kink: see {@link absoluteError}. */
export function absoluteErrorDerivative(prediction: number, target: number): number {
  return Math.sign(prediction - target);
}

export const absoluteErrorLoss: Loss = Object.freeze<Loss>({
  kind: 'loss',
  name: 'absoluteError',
  value: absoluteError,
  derivative: absoluteErrorDerivative,
  predictions: realLine,
  targets: realLine,
  kinks: (target) => [{ at: target, left: -1, right: 1, chosen: 0 }],
  landmarks: (target) => [target],
  minimizer: (target) => target,
  convex: true,
  tex: { value: String.raw`|p - y|`, derivative: String.raw`\operatorname{sign}(p - y)` },
  sources: [
    {
      author: 'C. M. Bishop',
      title: 'Pattern Recognition and Machine Learning',
      year: 2006,
      where: 'section 1.5.5, equation 1.91 with q = 1',
    },
  ],
});
