/** Every pointwise loss and its derivative in 60-digit arithmetic, by the textbook line wherever that does not cancel. */
import { exp, ln, log1p, sigmoid, tanh } from './exactFunctions.js';
import { Decimal } from './highPrecision.js';
import type { LossName } from '../src/losses/index.js';

type Exact = (prediction: Decimal, target: Decimal) => Decimal;
export interface ExactLoss {
  readonly value: Exact;
  readonly derivative: Exact;
  /** Sizes that rounding is measured against where terms cancel: the value's, the derivative's. */
  readonly sizes?: { readonly value?: Exact; readonly derivative?: Exact };
}

const zero = new Decimal(0);
const one = new Decimal(1);

export const exactLosses: Readonly<Partial<Record<LossName, ExactLoss>>> = {
  squaredError: { value: (p, y) => p.minus(y).pow(2), derivative: (p, y) => p.minus(y).times(2) },
  halfSquaredError: { value: (p, y) => p.minus(y).pow(2).div(2), derivative: (p, y) => p.minus(y) },
  absoluteError: { value: (p, y) => p.minus(y).abs(), derivative: (p, y) => new Decimal(p.cmp(y)) },
  huber: {
    value: (p, y) => (p.minus(y).abs().lte(1) ? p.minus(y).pow(2).div(2) : p.minus(y).abs().minus(0.5)),
    derivative: (p, y) => Decimal.max(-1, Decimal.min(1, p.minus(y))),
  },
  logCosh: { value: (p, y) => logCosh(p.minus(y).abs()), derivative: (p, y) => tanh(p.minus(y)) },
  binaryCrossEntropy: {
    value: (p, y) =>
      weighted(y, () => ln(p))
        .plus(weighted(one.minus(y), () => logOfRest(p)))
        .neg(),
    derivative: (p, y) =>
      y.isZero() ? one.div(one.minus(p)) : y.eq(1) ? one.div(p).neg() : p.minus(y).div(p.times(one.minus(p))),
  },
  binaryCrossEntropyFromLogits: {
    value: (z, y) => weighted(y, () => softplus(z.neg())).plus(weighted(one.minus(y), () => softplus(z))),
    derivative: (z, y) => (y.eq(1) ? sigmoid(z.neg()).neg() : sigmoid(z).minus(y)),
    // For targets between 0 and 1 the slope has a root that no double hits: there its two terms cancel.
    sizes: {
      derivative: (z, y) =>
        one
          .minus(y)
          .times(sigmoid(z))
          .plus(y.times(sigmoid(z.neg()))),
    },
  },
  hinge: {
    value: (p, y) => Decimal.max(0, one.minus(y.times(p))),
    derivative: (p, y) => (y.times(p).lt(1) ? y.neg() : zero),
  },
  squaredHinge: {
    value: (p, y) => Decimal.max(0, one.minus(y.times(p))).pow(2),
    derivative: (p, y) =>
      Decimal.max(0, one.minus(y.times(p)))
        .times(-2)
        .times(y),
  },
  poisson: {
    value: (p, y) => p.minus(weighted(y, () => ln(p))),
    derivative: (p, y) => (y.isZero() ? one : one.minus(y.div(p))),
    sizes: { value: (p, y) => p.plus(weighted(y, () => ln(p)).abs()) },
  },
};

/** ln(1 - p) for 0 <= p <= 1. */
function logOfRest(p: Decimal): Decimal {
  return p.eq(1) ? new Decimal(-Infinity) : log1p(p.neg());
}

/** 0 times anything is 0: 0 log 0 too. */
function weighted(weight: Decimal, of: () => Decimal): Decimal {
  return weight.isZero() ? zero : weight.times(of());
}

function softplus(z: Decimal): Decimal {
  return Decimal.max(0, z).plus(log1p(exp(z.abs().neg())));
}

/** cosh e - 1 = 2 sinh(e/2)^2 = (1 - u)^2 / (2u) with u = exp(-e), by the series of cosh where that cancels. */
function logCosh(e: Decimal): Decimal {
  if (e.gt(300)) return e.minus(ln(new Decimal(2)));
  if (e.lt('1e-3')) return log1p(coshMinusOne(e));
  const u = exp(e.neg());
  return log1p(one.minus(u).pow(2).div(u.times(2)));
}

function coshMinusOne(e: Decimal): Decimal {
  let sum = zero;
  let term = one;
  for (let n = 1; n <= 10; n++) {
    term = term
      .times(e)
      .times(e)
      .div((2 * n - 1) * 2 * n);
    sum = sum.plus(term);
  }
  return sum;
}
