/** The penalties of weights in 60-digit arithmetic, at their usual strengths. */
import type { ExactActivation } from './exactActivations.js';
import { exactly } from './highPrecision.js';

/** The entries' strength: the double nearest to 0.01. */
const strength = exactly(0.01);

export const exactRegularizers: Readonly<Record<string, ExactActivation>> = {
  l1: { value: (w) => strength.times(w.abs()), derivative: (w) => strength.times(Math.sign(w.toNumber())) },
  l2: { value: (w) => strength.times(w).times(w), derivative: (w) => strength.times(w).times(2) },
  elasticNet: {
    value: (w) => strength.times(w.abs().plus(w.times(w))),
    derivative: (w) => strength.times(w.times(2).plus(Math.sign(w.toNumber()))),
  },
};
