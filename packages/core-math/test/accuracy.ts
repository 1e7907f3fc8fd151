import type { ActivationName } from '../src/activations/index.js';

/** Bounds on the error of value and derivative, in ulps of the exact number. */
export interface Accuracy {
  readonly value: number;
  readonly derivative: number;
}

/**
 * The worst error of each activation and of its derivative against 60-digit arithmetic, in ulps of the exact number: what
 * `src/activations/accuracy.test.ts` keeps true. The bounds lie a little above the worst of 25,000 hard points each
 * (`hardPoints(landmarks, 8)`), and of as many random ones in [-15, 5] for those whose derivative has a root.
 */
export const worstUlps: Readonly<Partial<Record<ActivationName, Accuracy>>> = {
  identity: { value: 0, derivative: 0 },
  heaviside: { value: 0, derivative: 0 },
  sign: { value: 0, derivative: 0 },
  sigmoid: { value: 2.2, derivative: 2.2 },
  tanh: { value: 2, derivative: 2.4 },
  relu: { value: 0, derivative: 0 },
  leakyRelu: { value: 0.5, derivative: 0 },
  elu: { value: 0.9, derivative: 0.9 },
  softplus: { value: 1.5, derivative: 2.2 },
  gelu: { value: 3.2, derivative: 3.6 },
  geluTanh: { value: 3, derivative: 4.8 },
  silu: { value: 2.4, derivative: 3.2 },
  selu: { value: 1.5, derivative: 1.8 },
  softsign: { value: 1.5, derivative: 3.5 },
  hardSigmoid: { value: 1.1, derivative: 0.5 },
};
