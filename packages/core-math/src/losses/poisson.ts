import { type Loss } from '../formula.js';

const nonNegative = Object.freeze({ low: 0, high: Infinity, highOpen: true });

/**
 * p - y log p, p a rate > 0
 *
 * The negative log-likelihood of a count y under a Poisson distribution of rate p, for predicting how often something happens.
 *
 * $$ L(p, y) = p - y \log p, \qquad \frac{dL}{dp} = 1 - \frac{y}{p} = \frac{p - y}{p} $$
 * Derivation: $-\log\left(e^{-p} p^y / y!\right) = p - y \log p + \log y!$. The last term does not depend on p and is
 * dropped, as in Keras: the value can be negative, and comparing it between data sets means nothing.
 * Term by term, $\frac{d}{dp} p = 1$ and $\frac{d}{dp} (-y \log p) = -\frac{y}{p}$.
 *
 * Computed with 0 log 0 = 0 and with nothing added inside the logarithm (Keras adds 1e-7). The derivative as (p - y) / p,
 * which keeps its digits near p = y where 1 - y/p cancels. The value crosses 0 for y >= e, where p = y log p: near such
 * a root it has absolute, not relative accuracy: 1 ulp of p + |y log p|.
 * At p = 0: Infinity for y > 0, and 0 with slope 1 for y = 0. At infinity: Infinity with slope 1. For p < 0: NaN.
 *
 * @example
 * poisson(2, 3) // => -0.0794415416798357
 * poissonDerivative(2, 3) // => -0.5
 *
 * Source: McCullagh, Nelder, "Generalized Linear Models", 1989, chapter 6.
 */
export function poisson(prediction: number, target: number): number {
  if (prediction === Infinity) return Infinity;
  return prediction === 0 && target === 0 ? 0 : prediction - target * Math.log(prediction);
}

/** (p - y) / p: see {@link poisson}. */
export function poissonDerivative(prediction: number, target: number): number {
  // -0 lies in the domain too, and must not turn the sign of the quotient.
  const p = prediction === 0 ? 0 : prediction;
  if (p < 0) return NaN;
  return p === Infinity || (p === 0 && target === 0) ? 1 : (p - target) / p;
}

export const poissonLoss: Loss = Object.freeze<Loss>({
  kind: 'loss',
  name: 'poisson',
  value: poisson,
  derivative: poissonDerivative,
  predictions: nonNegative,
  targets: nonNegative,
  kinks: () => [],
  landmarks: (target) => [target, 1e-8, 1],
  minimizer: (target) => target,
  convex: true,
  tex: { value: String.raw`p - y \log p`, derivative: String.raw`1 - \frac{y}{p}` },
  sources: [
    {
      author: 'P. McCullagh, J. A. Nelder',
      title: 'Generalized Linear Models',
      year: 1989,
      where: 'second edition, chapter 6',
    },
  ],
});
