import { type Loss, realLine } from '../formula.js';

/**
 * max(0, 1 - y p), y = -1 or 1
 *
 * The loss of the support vector machine: a prediction costs nothing once it is on the right side by a margin of 1.
 *
 * $$ L(p, y) = \max(0, 1 - y p), \qquad \frac{dL}{dp} = \begin{cases} -y & y p < 1 \\ 0 & y p \ge 1 \end{cases} $$
 * Derivation: below the margin the loss is the straight line $1 - y p$ of slope $-y$; above it is the constant 0.
 *
 * At the kink y p = 1, that is p = y, the slopes are -1 and 0 for y = 1, 0 and 1 for y = -1; the derivative returned
 * is 0: the loss is already 0 there. TensorFlow returns -y. Targets are -1 and 1, not 0 and 1. At infinity: 0 on the right side, Infinity on the wrong one.
 *
 * @example
 * hinge(0.25, 1) // => 0.75
 * hinge(0.25, -1) // => 1.25
 * hingeDerivative(0.25, -1) // => 1
 *
 * Source: Cortes, Vapnik, "Support-Vector Networks", 1995; Rosasco et al., "Are Loss Functions All the Same?", 2004.
 */
export function hinge(prediction: number, target: number): number {
  return Math.max(0, 1 - target * prediction);
}

/** -y below the margin, 0 from it on: see {@link hinge}. */
export function hingeDerivative(prediction: number, target: number): number {
  const missing = 1 - target * prediction;
  if (missing > 0) return -target;
  return missing <= 0 ? 0 : NaN;
}

export const hingeLoss: Loss = Object.freeze<Loss>({
  kind: 'loss',
  name: 'hinge',
  value: hinge,
  derivative: hingeDerivative,
  predictions: realLine,
  targets: [-1, 1],
  kinks: (target) => [
    target > 0 ? { at: target, left: -1, right: 0, chosen: 0 } : { at: target, left: 0, right: 1, chosen: 0 },
  ],
  landmarks: (target) => [target, 0],
  minimizer: (target) => target,
  convex: true,
  tex: {
    value: String.raw`\max(0, 1 - y p)`,
    derivative: String.raw`\begin{cases} -y & y p < 1 \\ 0 & y p \ge 1 \end{cases}`,
  },
  sources: [
    { author: 'C. Cortes, V. Vapnik', title: 'Support-Vector Networks', year: 1995, where: 'Machine Learning 20' },
    {
      author: 'L. Rosasco, E. De Vito, A. Caponnetto, M. Piana, A. Verri',
      title: 'Are Loss Functions All the Same?',
      year: 2004,
      where: 'Neural Computation 16(5)',
    },
  ],
});
