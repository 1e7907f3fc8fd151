import { activations, sigmoid, type Activation } from '../src/index.js';

/** A wrong activation, and what is wrong with it: the laws must catch each. */
export interface ActivationMutant {
  readonly name: string;
  readonly wrong: Activation;
}

const {
  sigmoid: s,
  tanh,
  relu,
  leakyRelu,
  elu,
  softplus,
  gelu,
  silu,
  selu,
  softsign,
  hardSigmoid,
  heaviside,
  sign,
  identity,
} = activations;

function erfBySeries(x: number): number {
  // Abramowitz and Stegun 7.1.26: good to 1.5e-7, as one finds it in tutorials.
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const p = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(x) * (1 - p * Math.exp(-x * x));
}

const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** Mistakes that students and libraries really make. */
export const activationMutants: readonly ActivationMutant[] = [
  { name: 'sigmoid with the sign of x slipped', wrong: { ...s, value: (x) => sigmoid(-x) } },
  {
    name: 'sigmoid derivative with a sign slip for x < -1',
    wrong: { ...s, derivative: (x) => (x < -1 ? -1 : 1) * s.derivative(x) },
  },
  { name: 'sigmoid derivative without the factor 1 - s', wrong: { ...s, derivative: (x) => s.value(x) } },
  {
    name: 'sigmoid derivative that takes the output under the name of the input',
    wrong: { ...s, derivative: (x) => x * (1 - x) },
  },
  {
    name: 'sigmoid derivative cut to 0 beyond 5',
    wrong: { ...s, derivative: (x) => (Math.abs(x) > 5 ? 0 : s.derivative(x)) },
  },
  { name: 'sigmoid derivative by its approximation near 0', wrong: { ...s, derivative: (x) => 1 / 4 - (x * x) / 16 } },
  {
    name: 'sigmoid derivative as s (1 - s), which is 0 at 40',
    wrong: { ...s, derivative: (x) => s.value(x) * (1 - s.value(x)) },
  },
  {
    name: 'sigmoid derivative one percent wrong between 2 and 3',
    wrong: { ...s, derivative: (x) => s.derivative(x) * (x > 2 && x < 3 ? 1.01 : 1) },
  },
  {
    name: 'sigmoid as e^x / (1 + e^x), which overflows',
    wrong: { ...s, value: (x) => Math.exp(x) / (1 + Math.exp(x)) },
  },
  { name: 'sigmoid derivativeFromValue without the 1 - y', wrong: { ...s, derivativeFromValue: (y) => y } },
  {
    name: 'tanh by the textbook line, which overflows',
    wrong: { ...tanh, value: (x) => (Math.exp(x) - Math.exp(-x)) / (Math.exp(x) + Math.exp(-x)) },
  },
  {
    name: 'tanh as 2 sigmoid(2x) - 1, which loses its digits near 0',
    wrong: { ...tanh, value: (x) => 2 * sigmoid(2 * x) - 1 },
  },
  {
    name: 'tanh derivative as 1 - tanh^2, which is 0 at 20',
    wrong: { ...tanh, derivative: (x) => 1 - Math.tanh(x) ** 2 },
  },
  { name: 'tanh documented as reaching 1', wrong: { ...tanh, range: { low: -1, high: 1, lowOpen: true } } },
  {
    name: 'ReLU documented as never 0',
    wrong: { ...relu, range: { low: 0, high: Infinity, lowOpen: true, highOpen: true } },
  },
  { name: 'tanh derivative from the value, without the square', wrong: { ...tanh, derivativeFromValue: (y) => 1 - y } },
  { name: 'ReLU with the derivative 1 at 0', wrong: { ...relu, derivative: (x) => (x >= 0 ? 1 : x < 0 ? 0 : x) } },
  {
    name: 'ReLU by Math.max, documented with the choice 2 at its kink',
    wrong: { ...relu, kinks: [{ at: 0, left: 0, right: 1, chosen: 2 }] },
  },
  { name: 'ReLU derivative by comparison alone: 0 for NaN', wrong: { ...relu, derivative: (x) => (x > 0 ? 1 : 0) } },
  { name: 'ReLU that turns NaN into 0', wrong: { ...relu, value: (x) => (x > 0 ? x : 0) } },
  {
    name: 'leaky ReLU with another slope than documented',
    wrong: { ...leakyRelu, value: (x) => (x > 0 ? x : 0.02 * x) },
  },
  {
    name: 'leaky ReLU with the slope on the wrong side',
    wrong: { ...leakyRelu, value: (x) => (x > 0 ? 0.01 * x : x) },
  },
  { name: 'ELU by e^x - 1, which cancels near 0', wrong: { ...elu, value: (x) => (x > 0 ? x : Math.exp(x) - 1) } },
  {
    name: 'ELU derivative e^x - 1 for x < 0',
    wrong: { ...elu, derivative: (x) => (x > 0 ? 1 : x === 0 ? 1 : Math.expm1(x)) },
  },
  {
    name: 'softplus by ln(1 + e^x), which overflows and forgets the tail',
    wrong: { ...softplus, value: (x) => Math.log(1 + Math.exp(x)) },
  },
  {
    name: 'softplus derivative e^x / (1 + e^x), which is NaN at 710',
    wrong: { ...softplus, derivative: (x) => Math.exp(x) / (1 + Math.exp(x)) },
  },
  {
    name: 'GELU by an erf of seven digits, whose tail is noise',
    wrong: { ...gelu, value: (x) => (x / 2) * (1 + erfBySeries(x / Math.SQRT2)) },
  },
  {
    name: 'GELU derivative without the product rule',
    wrong: { ...gelu, derivative: (x) => gelu.derivative(x) - x * density(x) },
  },
  {
    name: 'GELU derivative that is 0 times Infinity at the ends',
    wrong: { ...gelu, derivative: (x) => (Number.isFinite(x) ? gelu.derivative(x) : x * density(x)) },
  },
  {
    name: 'SiLU documented as its mirror image, which never turns upwards',
    wrong: { ...silu, value: (x) => -silu.value(x), derivative: (x) => -silu.derivative(x) },
  },
  { name: 'SiLU derivative s + x s, without the 1 - s', wrong: { ...silu, derivative: (x) => s.value(x) * (1 + x) } },
  { name: 'SELU with the alpha of ELU', wrong: { ...selu, value: (x) => 1.0507009873554805 * elu.value(x) } },
  { name: 'softsign derivative without the square', wrong: { ...softsign, derivative: (x) => 1 / (1 + Math.abs(x)) } },
  { name: 'softsign without a thought of Infinity', wrong: { ...softsign, value: (x) => x / (1 + Math.abs(x)) } },
  { name: 'hard sigmoid of Keras 2', wrong: { ...hardSigmoid, value: (x) => Math.min(1, Math.max(0, 0.2 * x + 0.5)) } },
  {
    name: 'Heaviside step with the value 1/2 on the left',
    wrong: { ...heaviside, value: (x) => (x >= 0 ? 1 : x < 0 ? 0.5 : x) },
  },
  { name: 'Heaviside step downwards', wrong: { ...heaviside, value: (x) => (x >= 0 ? 0 : x < 0 ? 1 : x) } },
  { name: 'sign scaled to 2', wrong: { ...sign, value: (x) => 2 * sign.value(x) } },
  { name: 'identity with the derivative x', wrong: { ...identity, derivative: (x) => x } },
];
