import { type Loss, unitInterval } from '../formula.js';

/**
 * -(y log p + (1 - y) log(1 - p)), p a probability
 *
 * The negative log-likelihood of a coin that shows 1 with probability p; y is 0, 1 or, with soft labels, between.
 *
 * $$ L(p, y) = -y \log p - (1 - y) \log(1 - p), \qquad \frac{dL}{dp} = \frac{p - y}{p (1 - p)} $$
 * Derivation: $\frac{d}{dp}(-y \log p) = -\frac{y}{p}$ and $\frac{d}{dp}(-(1-y)\log(1-p)) = \frac{1-y}{1-p}$; over the
 * common denominator the numerator is $-y (1-p) + (1-y) p = p - y$.
 *
 * Computed with log1p(-p) for log(1 - p), which keeps the digits of a small p, and with 0 log 0 = 0. For y = 0 and
 * y = 1 the quotient is cancelled by hand, to 1/(1-p) and -1/p, so that it holds at p = y too.
 * Nothing is clipped: a certain wrong prediction, p = 0 for y = 1, costs Infinity, not the 34.5 of a clip at 1e-15.
 * Outside [0, 1]: NaN. From logits use {@link binaryCrossEntropyFromLogits}, which never meets a p of 0 or 1.
 *
 * @example
 * binaryCrossEntropy(0.25, 1) // => 1.3862943611198906
 * binaryCrossEntropy(0, 1) // => Infinity
 * binaryCrossEntropy(0, 0) // => 0
 * binaryCrossEntropyDerivative(0.25, 1) // => -4
 *
 * Source: Bishop, "Pattern Recognition and Machine Learning", 2006, equation 4.90; Good, "Rational Decisions", 1952.
 */
export function binaryCrossEntropy(prediction: number, target: number): number {
  const ofOne = prediction === 0 && target === 0 ? 0 : -target * Math.log(prediction);
  const ofZero = prediction === 1 && target === 1 ? 0 : (target - 1) * Math.log1p(-prediction);
  return ofOne + ofZero;
}

/** (p - y) / (p (1 - p)): see {@link binaryCrossEntropy}. */
export function binaryCrossEntropyDerivative(prediction: number, target: number): number {
  // -0 lies in [0, 1] too, and must not turn the sign of 1/p.
  const p = prediction === 0 ? 0 : prediction;
  if (p < 0 || p > 1) return NaN;
  if (target === 0) return 1 / (1 - p);
  if (target === 1) return -1 / p;
  return (p - target) / (p * (1 - p));
}

export const binaryCrossEntropyLoss: Loss = Object.freeze<Loss>({
  kind: 'loss',
  name: 'binaryCrossEntropy',
  value: binaryCrossEntropy,
  derivative: binaryCrossEntropyDerivative,
  predictions: unitInterval,
  targets: unitInterval,
  kinks: () => [],
  landmarks: (target) => [target, 1e-20, 1e-8, 0.5, 1 - 1e-8],
  minimizer: (target) => target,
  convex: true,
  tex: { value: String.raw`-y \log p - (1 - y) \log(1 - p)`, derivative: String.raw`\frac{p - y}{p (1 - p)}` },
  sources: [
    { author: 'C. M. Bishop', title: 'Pattern Recognition and Machine Learning', year: 2006, where: 'equation 4.90' },
    {
      author: 'I. J. Good',
      title: 'Rational Decisions',
      year: 1952,
      where: 'Journal of the Royal Statistical Society B 14',
    },
  ],
});
