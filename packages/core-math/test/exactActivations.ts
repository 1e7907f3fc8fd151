/** Every activation and its derivative in 60-digit arithmetic, by the textbook line wherever that does not cancel. */
import { erfc, exp, expm1, log1p, normalCumulative, normalDensity, sigmoid, tanh } from './exactFunctions.js';
import { Decimal } from './highPrecision.js';
import type { ActivationName } from '../src/activations/index.js';

type Exact = (x: Decimal) => Decimal;
export interface ExactActivation {
  readonly value: Exact;
  readonly derivative: Exact;
}

const zero = new Decimal(0);
const one = new Decimal(1);
const always =
  (number: Decimal): Exact =>
  () =>
    number;
const positive = (x: Decimal): boolean => x.gt(0);

/** alpha and lambda of the SELU from the closed form in the appendix of its paper, not from the code's constants. */
export const seluAlpha: Decimal = (() => {
  const tail = erfc(new Decimal(0.5).sqrt()).times(exp(new Decimal(0.5)));
  return new Decimal(2).div(Decimal.acos(-1)).sqrt().div(one.minus(tail));
})();
export const seluLambda: Decimal = (() => {
  const pi = Decimal.acos(-1);
  const a = erfc(new Decimal(0.5).sqrt()).times(exp(new Decimal(0.5)));
  const b = erfc(new Decimal(2).sqrt()).times(exp(new Decimal(2)));
  const inner = b.times(2).plus(pi.times(a).times(a)).minus(pi.plus(2).times(2).times(a)).plus(pi).plus(2);
  return one.minus(a).times(pi.times(2).sqrt()).div(inner.sqrt());
})();

/** sech^2 x = 4 / (e^x + e^-x)^2. */
function tanhSlope(x: Decimal): Decimal {
  const e = exp(x.abs().neg());
  const root = e.times(2).div(e.times(e).plus(1));
  return root.times(root);
}

/** 2 sqrt(2/pi): twice the inner factor of the tanh form of GELU, whose outer (1 + tanh u) / 2 is sigmoid(2u). */
const k = new Decimal(8).div(Decimal.acos(-1)).sqrt();
function doubledArgument(x: Decimal): Decimal {
  return k.times(x.plus(x.pow(3).times('0.044715')));
}

/** sigmoid(x) sigmoid(-x). */
function sigmoidSlope(x: Decimal): Decimal {
  const e = exp(x.abs().neg());
  const sum = e.plus(1);
  return e.div(sum.times(sum));
}

function hard(x: Decimal): Decimal {
  return x.lt(-3) ? zero : x.gt(3) ? one : x.plus(3).div(6);
}

function eluOf(scale: Decimal, alpha: Decimal): ExactActivation {
  return {
    value: (x) => scale.times(positive(x) ? x : alpha.times(expm1(x))),
    derivative: (x) => scale.times(positive(x) ? one : alpha.times(exp(x))),
  };
}

// The entry's slope is the double nearest to 0.01.
const slope = new Decimal(2).pow(-59).times('5764607523034235');

export const exactActivations: Readonly<Partial<Record<ActivationName, ExactActivation>>> = {
  identity: { value: (x) => x, derivative: always(one) },
  heaviside: { value: (x) => (x.gte(0) ? one : zero), derivative: always(zero) },
  sign: { value: (x) => (x.isZero() ? zero : x.gt(0) ? one : one.neg()), derivative: always(zero) },
  sigmoid: { value: sigmoid, derivative: sigmoidSlope },
  tanh: { value: tanh, derivative: tanhSlope },
  relu: { value: (x) => (positive(x) ? x : zero), derivative: (x) => (positive(x) ? one : zero) },
  leakyRelu: {
    value: (x) => (positive(x) ? x : x.times(slope)),
    derivative: (x) => (positive(x) ? one : slope),
  },
  elu: eluOf(one, one),
  softplus: { value: (x) => log1p(exp(x.abs().neg())).plus(positive(x) ? x : zero), derivative: sigmoid },
  gelu: {
    value: (x) => x.times(normalCumulative(x)),
    derivative: (x) => normalCumulative(x).plus(x.times(normalDensity(x))),
  },
  geluTanh: {
    value: (x) => x.times(sigmoid(doubledArgument(x))),
    derivative: (x) => {
      const w = doubledArgument(x);
      const inner = k.times(x.times(x).times('0.134145').plus(1));
      return sigmoid(w).plus(x.times(inner).times(sigmoidSlope(w)));
    },
  },
  silu: {
    value: (x) => x.times(sigmoid(x)),
    derivative: (x) => sigmoid(x).plus(x.times(sigmoidSlope(x))),
  },
  selu: eluOf(seluLambda, seluAlpha),
  softsign: {
    value: (x) => x.div(x.abs().plus(1)),
    derivative: (x) => one.div(x.abs().plus(1).pow(2)),
  },
  hardSigmoid: { value: hard, derivative: (x) => (x.gt(-3) && x.lt(3) ? one.div(6) : zero) },
};
