import { type Loss, realLine, unitInterval } from '../formula.js';

/**
 * y softplus(-z) + (1 - y) softplus(z), z a logit
 *
 * Binary cross-entropy of p = sigma(z), from the number before the sigmoid: what a network's last neuron is trained with.
 *
 * $$ L(z, y) = y \log(1 + e^{-z}) + (1 - y) \log(1 + e^{z}), \qquad \frac{dL}{dz} = \sigma(z) - y $$
 * Derivation: $-\log\sigma(z) = \log(1 + e^{-z})$ and $-\log(1 - \sigma(z)) = \log(1 + e^{z})$. Their slopes are
 * $-\sigma(-z) = \sigma(z) - 1$ and $\sigma(z)$; weighted, $y (\sigma(z) - 1) + (1 - y) \sigma(z) = \sigma(z) - y$.
 *
 * Computed as w |z| + log1p(exp(-|z|)) with w = y for z < 0 and 1 - y otherwise, since log(1 + exp(z)) =
 * max(z, 0) + log1p(exp(-|z|)): exp(z) alone overflows at 710, and all terms here are positive, so nothing cancels.
 * The derivative, with u = exp(-|z|): (1 - y - y u) / (1 + u) for z >= 0, ((1 - y) u - y) / (1 + u) for z < 0. For y
 * = 1 and z = 40 that is -4.2e-18, where sigma(z) - y gives 0. For a y strictly between 0 and 1 it passes through 0 at
 * z = log(y / (1-y)); near that root no double form keeps relative accuracy: the error is a few ulps of the two
 * terms, (1 - y) sigma(z) and y sigma(-z).
 * At infinity: 0 for the right end when y is 0 or 1, else Infinity; the derivative tends to -y and 1 - y.
 *
 * @example
 * binaryCrossEntropyFromLogits(0, 1) // => 0.6931471805599453
 * binaryCrossEntropyFromLogits(-1000, 1) // => 1000
 * binaryCrossEntropyFromLogitsDerivative(0, 1) // => -0.5
 * binaryCrossEntropyFromLogitsDerivative(40, 1) // => -4.248354255291589e-18
 *
 * Source: Bishop, "Pattern Recognition and Machine Learning", 2006, section 4.3.2; Cox, "The Regression Analysis of
 * Binary Sequences", 1958.
 */
export function binaryCrossEntropyFromLogits(logit: number, target: number): number {
  const weight = logit < 0 ? target : 1 - target;
  const rest = Math.log1p(Math.exp(-Math.abs(logit)));
  // 0 * Infinity is NaN, and a right prediction without doubt costs nothing.
  return weight === 0 ? rest : weight * Math.abs(logit) + rest;
}

/** sigma(z) - y, without cancellation for y = 0 and y = 1: see {@link binaryCrossEntropyFromLogits}. */
export function binaryCrossEntropyFromLogitsDerivative(logit: number, target: number): number {
  const u = Math.exp(-Math.abs(logit));
  return logit < 0 ? ((1 - target) * u - target) / (1 + u) : (1 - target - target * u) / (1 + u);
}

export const binaryCrossEntropyFromLogitsLoss: Loss = Object.freeze<Loss>({
  kind: 'loss',
  name: 'binaryCrossEntropyFromLogits',
  value: binaryCrossEntropyFromLogits,
  derivative: binaryCrossEntropyFromLogitsDerivative,
  predictions: realLine,
  targets: unitInterval,
  kinks: () => [],
  landmarks: (target) => [0, Math.log(target) - Math.log1p(-target), -40, 40].filter(Number.isFinite),
  minimizer: (target) => Math.log(target) - Math.log1p(-target),
  convex: true,
  link: 'sigmoid',
  tex: {
    value: String.raw`y \log\left(1 + e^{-z}\right) + (1 - y) \log\left(1 + e^{z}\right)`,
    derivative: String.raw`\sigma(z) - y`,
  },
  sources: [
    {
      author: 'C. M. Bishop',
      title: 'Pattern Recognition and Machine Learning',
      year: 2006,
      where: 'equations 4.90 and 4.91',
    },
    {
      author: 'D. R. Cox',
      title: 'The Regression Analysis of Binary Sequences',
      year: 1958,
      where: 'Journal of the Royal Statistical Society B 20',
    },
  ],
});
