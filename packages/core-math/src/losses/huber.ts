import { type Loss, realLine } from '../formula.js';

/**
 * e^2 / 2 for |e| <= delta, delta (|e| - delta/2) beyond, with e = p - y
 *
 * Regression that is smooth at the target and lets no outlier pull harder than delta: a parabola with straight arms.
 *
 * $$ L(p, y) = \begin{cases} \tfrac12 e^2 & |e| \le \delta \\ \delta (|e| - \tfrac12 \delta) & |e| > \delta \end{cases},
 * \qquad \frac{dL}{dp} = \max(-\delta, \min(\delta, e)) $$
 * Derivation: the parabola has slope $e$; an arm has slope $\delta \operatorname{sign}(e)$. At $|e| = \delta$ both have
 * the value $\tfrac12 \delta^2$ and the slope $\pm\delta$, so that the pieces join smoothly: the derivative is $e$, clipped.
 *
 * No kink: the second derivative jumps at |e| = delta, the first does not. At infinity: Infinity, with slope +-delta.
 *
 * @example
 * huber(0.5, 0, 1) // => 0.125
 * huber(3, 0, 1) // => 2.5
 * huberDerivative(-3, 0, 1) // => -1
 *
 * Source: Huber, "Robust Estimation of a Location Parameter", 1964.
 */
export function huber(prediction: number, target: number, delta: number): number {
  const error = Math.abs(prediction - target);
  return error <= delta ? 0.5 * error * error : delta * (error - 0.5 * delta);
}

/** p - y, clipped to -delta .. delta: see {@link huber}. */
export function huberDerivative(prediction: number, target: number, delta: number): number {
  return Math.max(-delta, Math.min(delta, prediction - target));
}

/**
 * The Huber loss of a delta; 1 as in Keras unless told.
 *
 * @throws RangeError when delta is not a positive finite number.
 */
export function huberLoss({ delta = 1 }: { delta?: number } = {}): Loss {
  if (!(delta > 0 && delta < Infinity)) {
    throw new RangeError(
      `huberLoss: expected a finite delta > 0, got ${delta}. Pass the error from which on the loss grows straight.`,
    );
  }
  return Object.freeze<Loss>({
    kind: 'loss',
    name: 'huber',
    value: (prediction, target) => huber(prediction, target, delta),
    derivative: (prediction, target) => huberDerivative(prediction, target, delta),
    predictions: realLine,
    targets: realLine,
    kinks: () => [],
    landmarks: (target) => [target - delta, target, target + delta],
    minimizer: (target) => target,
    convex: true,
    parameters: Object.freeze({ delta }),
    tex: {
      value: String.raw`\begin{cases} \tfrac12 (p - y)^2 & |p - y| \le \delta \\ \delta \left(|p - y| - \tfrac12 \delta\right) & |p - y| > \delta \end{cases}`,
      derivative: String.raw`\max(-\delta, \min(\delta, p - y))`,
    },
    sources: [
      {
        author: 'P. J. Huber',
        title: 'Robust Estimation of a Location Parameter',
        year: 1964,
        where: 'Annals of Mathematical Statistics 35(1)',
      },
    ],
  });
}
