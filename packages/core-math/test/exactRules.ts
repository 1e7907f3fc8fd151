/** The rules of differentiation that make a function of their own, in 60-digit arithmetic; x is the argument, c the rule's number. */
import { exp, ln } from './exactFunctions.js';
import type { ExactLoss } from './exactLosses.js';
import { Decimal } from './highPrecision.js';
import type { RuleName } from '../src/calculus/index.js';

const zero = new Decimal(0);
const one = new Decimal(1);

/** Without sum, product, quotient and chain: they are as good as the functions that they are given, and have no error of their own. */
export const exactRules: Readonly<Partial<Record<RuleName, ExactLoss>>> = {
  constant: { value: (_, c) => c, derivative: () => zero },
  linear: {
    value: (x, c) => c.times(x).plus(1),
    derivative: (_, c) => c,
    sizes: { value: (x, c) => c.times(x).abs().plus(1) },
  },
  power: {
    value: (x, c) => x.pow(c.toNumber()),
    derivative: (x, c) => (c.isZero() ? zero : c.times(x.pow(c.minus(1).toNumber()))),
  },
  exponential: {
    value: (x, c) => powerOf(c, x),
    derivative: (x, c) => powerOf(c, x).times(rateOf(c)),
  },
  logarithm: { value: (x) => ln(x), derivative: (x) => one.div(x) },
};

/** `Math.E` stands for e itself: the function is `Math.exp`. */
function rateOf(base: Decimal): Decimal {
  return base.toNumber() === Math.E ? one : ln(base);
}

function powerOf(base: Decimal, x: Decimal): Decimal {
  return exp(x.times(rateOf(base)));
}
