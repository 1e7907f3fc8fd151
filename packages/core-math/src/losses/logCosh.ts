import { type Loss, realLine } from '../formula.js';

/**
 * log cosh(p - y)
 *
 * Regression between squares and absolute values: e^2 / 2 for small errors, |e| - log 2 for large ones, smooth between.
 *
 * $$ L(p, y) = \log\cosh(p - y), \qquad \frac{dL}{dp} = \tanh(p - y) $$
 * Derivation: $\frac{d}{de} \log\cosh e = \frac{\sinh e}{\cosh e} = \tanh e$ with $e = p - y$, and $de/dp = 1$.
 *
 * Computed for |e| < 3/4 as log1p(cosh e - 1) with the series cosh e - 1 = e^2/2! + e^4/4! + ..., since log(cosh(e)) is 0 for
 * all |e| < 1e-8, where e^2 / 2 is right. A square doubles the error that rounding p - y to e makes: that error, r, is found
 * exactly by further subtractions, and its share sinh(e) r, near to e r, is put back. From 3/4 on as |e| - log 2 +
 * log1p(exp(-2|e|)), since cosh e = exp(|e|) (1 + exp(-2|e|)) / 2: cosh would overflow at 710.
 * At infinity: Infinity, with slope 1 or -1.
 *
 * @example
 * logCosh(1, 0) // => 0.433780830483027
 * logCosh(1000, 0) // => 999.3068528194401
 * logCosh(1e-10, 0) // => 5e-21
 * logCoshDerivative(1, 0) // => 0.7615941559557649
 *
 * Source: Saleh, Saleh, "Statistical Properties of the log-cosh Loss Function Used in Machine Learning", 2022.
 */
export function logCosh(prediction: number, target: number): number {
  const difference = prediction - target;
  const error = Math.abs(difference);
  if (error >= 0.75) return error - Math.LN2 + Math.log1p(Math.exp(-2 * error));
  const subtracted = prediction - difference;
  const rounding = prediction - (difference + subtracted) + (subtracted - target);
  const half = 0.5 * error * error;
  // The ninth term would be below 4e-18 of the first.
  const s = 2 * half;
  const tail = 1 + (s / 30) * (1 + (s / 56) * (1 + (s / 90) * (1 + (s / 132) * (1 + (s / 182) * (1 + s / 240)))));
  return Math.log1p(half + (half * (s / 12) * tail + difference * rounding));
}

/** tanh(p - y): see {@link logCosh}. */
export function logCoshDerivative(prediction: number, target: number): number {
  return Math.tanh(prediction - target);
}

export const logCoshLoss: Loss = Object.freeze<Loss>({
  kind: 'loss',
  name: 'logCosh',
  value: logCosh,
  derivative: logCoshDerivative,
  predictions: realLine,
  targets: realLine,
  kinks: () => [],
  landmarks: (target) => [target, target - 0.75, target + 0.75],
  minimizer: (target) => target,
  convex: true,
  tex: { value: String.raw`\log\cosh(p - y)`, derivative: String.raw`\tanh(p - y)` },
  sources: [
    {
      author: 'R. A. Saleh, A. K. Md. E. Saleh',
      title: 'Statistical Properties of the log-cosh Loss Function Used in Machine Learning',
      year: 2022,
      where: 'arXiv:2208.04564',
    },
  ],
});
