import type { MakeOptimizerKernel } from './optimizerKernel.js';
import { runningMeanOfSquares, weightedMean } from './runningMean.js';

/**
 * w <- w - eta mBar / (sqrt(vHat) + epsilon),  mBar = mu_(t+1) m / (1 - mu_1 ... mu_(t+1)) + (1 - mu_t) g / (1 - mu_1 ... mu_t)
 *
 * Both factors of mBar, times eta, are worked out in float64, a step at a time.
 */
export const nadamKernel: MakeOptimizerKernel = (parameters) => {
  const { firstMomentDecay, secondMomentDecay, epsilon, momentumDecay } = parameters;
  const momentumAt = (t: number): number => firstMomentDecay * (1 - 0.5 * 0.96 ** (momentumDecay * t));

  /** mu_1 ... mu_t, or something too small to be seen beside 1. */
  function momentumProduct(t: number): number {
    let product = 1;
    for (let i = 1; i <= t && product > 2 ** -60; i++) product *= momentumAt(i);
    return product;
  }

  return {
    numbers(eta, t) {
      const mu = momentumAt(t);
      const next = momentumAt(t + 1);
      const product = momentumProduct(t);
      const ahead = next / (1 - product * next);
      const here = (1 - mu) / (1 - product);
      return [mu, 1 - mu, eta * ahead, eta * here, 1 / (1 - secondMomentDecay ** t)];
    },
    move(operations, { w, g, slots }, [mu, share, ahead, here, correction]) {
      const firstMoment = operations.map({ formula: weightedMean }, slots['firstMoment'], g, mu, share);
      const secondMoment = operations.map(runningMeanOfSquares(secondMomentDecay), slots['secondMoment'], g);
      const moved = { formula: nadamMoved, numbers: [epsilon] };
      return {
        w: operations.map(moved, w, firstMoment, secondMoment, g, ahead, here, correction),
        slots: { firstMoment, secondMoment },
      };
    },
  };
};

function nadamMoved(
  w: number,
  m: number,
  v: number,
  g: number,
  ahead: number,
  here: number,
  correction: number,
  epsilon: number,
): number {
  return w - (ahead * m + here * g) / (Math.sqrt(correction * v) + epsilon);
}
