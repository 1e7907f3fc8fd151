import type { Arithmetic, GenericFunction } from './arithmetic.js';
import type { Estimate } from './estimateDerivative.js';

/** A number and its slope: value + slope e, where e^2 = 0. */
export interface Dual {
  readonly value: number;
  readonly slope: number;
}

/** Doubles as they are. */
export const plainArithmetic: Arithmetic<number> = Object.freeze({
  constant: (value: number) => value,
  valueOf: (a: number) => a,
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  divide: (a: number, b: number) => a / b,
  negate: (a: number) => -a,
  power: Math.pow,
  sqrt: Math.sqrt,
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  tanh: Math.tanh,
  absolute: Math.abs,
  maximum: Math.max,
  minimum: Math.min,
});

/**
 * Numbers that carry their derivative along: (a + a' e)(b + b' e) = ab + (a' b + a b') e, and g(a + a' e) = g(a) + g'(a) a' e.
 * No step, so nothing but rounding is lost. At a kink of absolute, maximum or minimum there are two slopes: it is NaN.
 */
export const dualArithmetic: Arithmetic<Dual> = Object.freeze({
  constant: (value: number) => ({ value, slope: 0 }),
  valueOf: (a: Dual) => a.value,
  add: (a: Dual, b: Dual) => ({ value: a.value + b.value, slope: a.slope + b.slope }),
  subtract: (a: Dual, b: Dual) => ({ value: a.value - b.value, slope: a.slope - b.slope }),
  multiply: (a: Dual, b: Dual) => ({ value: a.value * b.value, slope: a.slope * b.value + a.value * b.slope }),
  divide: (a: Dual, b: Dual) => {
    const value = a.value / b.value;
    return { value, slope: (a.slope - value * b.slope) / b.value };
  },
  negate: (a: Dual) => ({ value: -a.value, slope: -a.slope }),
  power: (a: Dual, exponent: number) =>
    through(a, a.value ** exponent, exponent === 0 ? 0 : exponent * a.value ** (exponent - 1)),
  sqrt: (a: Dual) => through(a, Math.sqrt(a.value), 0.5 / Math.sqrt(a.value)),
  exp: (a: Dual) => through(a, Math.exp(a.value), Math.exp(a.value)),
  expm1: (a: Dual) => through(a, Math.expm1(a.value), Math.exp(a.value)),
  log: (a: Dual) => through(a, Math.log(a.value), 1 / a.value),
  log1p: (a: Dual) => through(a, Math.log1p(a.value), 1 / (1 + a.value)),
  sin: (a: Dual) => through(a, Math.sin(a.value), Math.cos(a.value)),
  cos: (a: Dual) => through(a, Math.cos(a.value), -Math.sin(a.value)),
  // 1 - tanh^2 would cancel where tanh is nearly 1.
  tanh: (a: Dual) => through(a, Math.tanh(a.value), 1 / Math.cosh(a.value) ** 2),
  absolute: (a: Dual) => through(a, Math.abs(a.value), a.value === 0 ? NaN : Math.sign(a.value)),
  maximum: (a: Dual, b: Dual) => chosen(a, b, a.value > b.value),
  minimum: (a: Dual, b: Dual) => chosen(a, b, a.value < b.value),
});

/** The one of the two that counts; NaN counts before all numbers, and of equal ones with unlike slopes both do. */
function chosen(a: Dual, b: Dual, isFirst: boolean): Dual {
  if (a.value === b.value) return a.slope === b.slope ? a : { value: a.value, slope: NaN };
  return isFirst || Number.isNaN(a.value) ? a : b;
}

/** g(a) with its slope; a constant stays one even where g' is infinite. */
function through(a: Dual, value: number, derivative: number): Dual {
  return { value, slope: a.slope === 0 ? 0 : derivative * a.slope };
}

const roundingUnits = 64;

/** The slope as an estimate: all that it may be off by is what a few dozen operations round; undefined at a kink. */
export function estimateOfDual({ slope }: Dual): Estimate | undefined {
  if (Number.isNaN(slope)) return undefined;
  const rounding = roundingUnits * Number.EPSILON * Math.abs(slope);
  return { value: slope, rounding, truncation: 0, method: 'dual numbers', step: 0 };
}

/** The derivative of a generic function at x, in dual numbers. */
export function dualDerivative(f: GenericFunction, x: number): Dual {
  return f<Dual>({ value: x, slope: 1 }, dualArithmetic);
}
