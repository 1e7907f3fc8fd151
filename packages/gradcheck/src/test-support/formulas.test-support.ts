/** Right formulas and wrong derivatives that the tests of the checker are about. */
import type { DerivativeOptions } from '../checks/checkDerivative.js';
import type { Kink } from '../checks/kink.js';

export function sigmoid(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
}

export function sigmoidDerivative(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return e / ((1 + e) * (1 + e));
}

export function relu(x: number): number {
  return x > 0 ? x : 0;
}

export function reluDerivative(x: number): number {
  return x > 0 ? 1 : 0;
}

/** Each returns what a hand-written sigmoid derivative may wrongly be. */
export const wrongSigmoidDerivatives: Readonly<Record<string, (x: number) => number>> = {
  'tail cut at |x| > 5': (x) => (Math.abs(x) > 5 ? 0 : sigmoidDerivative(x)),
  '1 % wrong on 2 < x < 3': (x) => (x > 2 && x < 3 ? 1.01 : 1) * sigmoidDerivative(x),
  'sign slip for x < -1': (x) => (x < -1 ? -1 : 1) * sigmoidDerivative(x),
  'approximation near 0 used everywhere': (x) => 1 / 4 - (x * x) / 16,
  'missing factor (1 - s)': sigmoid,
  'output taken for input': (x) => x * (1 - x),
  'half of it': (x) => sigmoidDerivative(x) / 2,
  'one millionth too much everywhere': (x) => sigmoidDerivative(x) + 1e-6,
  'NaN at 0': (x) => (x === 0 ? NaN : sigmoidDerivative(x)),
  'NaN beyond 40': (x) => (Math.abs(x) > 40 ? NaN : sigmoidDerivative(x)),
  'Infinity for negative x': (x) => (x < 0 ? Infinity : sigmoidDerivative(x)),
  'always NaN': () => NaN,
};

interface Right extends DerivativeOptions {
  readonly kinks?: readonly Kink[];
  readonly value: (x: number) => number;
  readonly derivative: (x: number) => number;
}

const positive = { low: 0, high: Infinity, lowOpen: true };
const probability = { low: 0, high: 1, lowOpen: true, highOpen: true };

/** Right derivatives in hard places: kinks, jumps, knots, ends of domains, oscillation, overflow close by. */
export const rightDerivatives: Readonly<Record<string, Right>> = {
  sigmoid: { value: sigmoid, derivative: sigmoidDerivative },
  sine: { value: Math.sin, derivative: Math.cos },
  'fast sine': {
    value: (x) => Math.sin(1000 * x),
    derivative: (x) => 1000 * Math.cos(1000 * x),
    domain: { low: -50, high: 50 },
  },
  'sinc where it is faint: far out': {
    value: (x) => Math.sin(x) / x,
    derivative: (x) => (Math.cos(x) - Math.sin(x) / x) / x,
    domain: { low: 1e5, high: 1e6 },
  },
  cube: { value: (x) => x ** 3, derivative: (x) => 3 * x * x },
  exponential: { value: Math.exp, derivative: Math.exp, domain: { low: -Infinity, high: 700 } },
  logarithm: { value: Math.log, derivative: (x) => 1 / x, domain: positive },
  'square root': { value: Math.sqrt, derivative: (x) => 0.5 / Math.sqrt(x), domain: positive },
  'negative log-likelihood': { value: (p) => -Math.log(p), derivative: (p) => -1 / p, domain: probability },
  logit: { value: (p) => Math.log(p / (1 - p)), derivative: (p) => 1 / (p * (1 - p)), domain: probability },
  'half circle': {
    value: (x) => Math.sqrt(1 - x * x),
    derivative: (x) => -x / Math.sqrt(1 - x * x),
    domain: { low: -1, high: 1, lowOpen: true, highOpen: true },
  },
  relu: { value: relu, derivative: reluDerivative, kinks: [{ at: 0, left: 0, right: 1, chosen: 0 }] },
  'absolute value': { value: Math.abs, derivative: Math.sign, kinks: [{ at: 0, left: -1, right: 1, chosen: 0 }] },
  step: { value: (x) => (x >= 0 ? 1 : 0), derivative: () => 0, kinks: [{ at: 0, left: 0, right: 0, chosen: 0 }] },
  'hard sigmoid': {
    value: (x) => Math.max(0, Math.min(1, x / 6 + 0.5)),
    derivative: (x) => (Math.abs(x) < 3 ? 1 / 6 : 0),
    kinks: [
      { at: -3, left: 0, right: 1 / 6, chosen: 0 },
      { at: 3, left: 1 / 6, right: 0, chosen: 0 },
    ],
  },
  'Huber loss, with knots in its slope': {
    value: (x) => (Math.abs(x) < 1 ? (x * x) / 2 : Math.abs(x) - 0.5),
    derivative: (x) => Math.max(-1, Math.min(1, x)),
    landmarks: [-1, 1],
  },
};
