import { type Loss, realLine } from '../formula.js';

/**
 * max(0, 1 - y p)^2, y = -1 or 1
 *
 * The hinge loss without its kink: it forgives small violations of the margin and punishes large ones harder.
 *
 * $$ L(p, y) = \max(0, 1 - y p)^2, \qquad \frac{dL}{dp} = -2 y \max(0, 1 - y p) $$
 * Derivation: with $m = \max(0, 1 - y p)$ the chain rule gives $2 m \cdot \frac{dm}{dp}$, and $\frac{dm}{dp} = -y$ where $m > 0$;
 * where $m = 0$ the factor $2m$ makes the product 0, whatever the slope of the hinge: there is no kink.
 *
 * Targets are -1 and 1. The second derivative jumps at p = y. At infinity: 0 on the right side, Infinity on the wrong one.
 *
 * @example
 * squaredHinge(0.5, 1) // => 0.25
 * squaredHinge(2, 1) // => 0
 * squaredHingeDerivative(0.5, 1) // => -1
 *
 * Source: Tang, "Deep Learning using Linear Support Vector Machines", 2013, section 2.1 (L2-SVM).
 */
export function squaredHinge(prediction: number, target: number): number {
  const missing = Math.max(0, 1 - target * prediction);
  return missing * missing;
}

/** -2 y max(0, 1 - y p): see {@link squaredHinge}. */
export function squaredHingeDerivative(prediction: number, target: number): number {
  // 0 - ... rather than -2 * ...: the slope of a satisfied margin is 0, not -0.
  return 0 - 2 * target * Math.max(0, 1 - target * prediction);
}

export const squaredHingeLoss: Loss = Object.freeze<Loss>({
  kind: 'loss',
  name: 'squaredHinge',
  value: squaredHinge,
  derivative: squaredHingeDerivative,
  predictions: realLine,
  targets: [-1, 1],
  kinks: () => [],
  landmarks: (target) => [target, 0],
  minimizer: (target) => target,
  convex: true,
  tex: { value: String.raw`\max(0, 1 - y p)^2`, derivative: String.raw`-2 y \max(0, 1 - y p)` },
  sources: [
    {
      author: 'Y. Tang',
      title: 'Deep Learning using Linear Support Vector Machines',
      year: 2013,
      where: 'arXiv:1306.0239, section 2.1',
    },
  ],
});
