import { type Loss, realLine } from '../formula.js';

/**
 * log cosh(p - y)
 *
 * Regression between squares and absolute values: e^2 / 2 for small errors, |e| - log 2 for large ones, smooth between.
 *
 * $$ L(p, y) = \log\cosh(p - y), \qquad \frac{dL}{dp} = \tanh(p - y) $$
 * Derivation: $\frac{d}{de} \log\cosh e = \frac{\sinh e}{\cosh e} = \tanh e$ with $e = p - y$, and $de/dp = 1$.
 *
 * Computed as log1p(t^2 / (2 (1 + t))) with t = exp(|e|) - 1 from expm1, since cosh e = (x + 1/x) / 2 = 1 + (x - 1)^2 / (2x)
 * for x = exp(|e|) = 1 + t: log(cosh(e)) is 0 for all |e| < 1e-8, where e^2 / 2 is right. From |e| = 20 on as |e| - log 2,
 * since log cosh e = |e| - log 2 + log1p(exp(-2|e|)) and the last term is below half an ulp; cosh would overflow at 710.
 * Accuracy: 3.8 ulp where p - y is a double; 5 ulp where it must be rounded, since the square doubles that error too.
 * At infinity: Infinity, with slope 1 or -1.
 *
 * @example
 * logCosh(1, 0) // => 0.4337808304830271
 * logCosh(1000, 0) // => 999.3068528194401
 * logCosh(1e-10, 0) // => 5e-21
 * logCoshDerivative(1, 0) // => 0.7615941559557649
 *
 * Source: Saleh, Saleh, "Statistical Properties of the log-cosh Loss Function Used in Machine Learning", 2022.
 */
export function logCosh(prediction: number, target: number): number {
  const error = Math.abs(prediction - target);
  const t = Math.expm1(Math.min(error, 20));
  return error < 20 ? Math.log1p((0.5 * t * t) / (1 + t)) : error - Math.LN2;
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
  landmarks: (target) => [target, target - 20, target + 20],
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
