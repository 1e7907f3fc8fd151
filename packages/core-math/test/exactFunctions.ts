/** Elementary and error functions of decimal.js numbers, to 40 digits and more: written for the tests alone, by series that the code under test does not use. */
import { Decimal, powerOfTwo } from './highPrecision.js';

const one = new Decimal(1);
const pi = Decimal.acos(-1);
export const squareRootOfTwo: Decimal = new Decimal(2).sqrt();
const squareRootOfPi = pi.sqrt();
/** sqrt(2 pi). */
export const squareRootOfTwoPi: Decimal = squareRootOfTwo.times(squareRootOfPi);

const lnTwo = Decimal.ln(2);
/** 1 / k!. */
const coefficients = Array.from({ length: 13 }, (_, k) => one.div(factorial(k)));
/** e^(j / 64) and e^(j / 8192). */
const coarsePowers = powersOfE(32, 64);
const finePowers = powersOfE(64, 8192);
/** 1 / (2 n + 1). */
const oddReciprocals = Array.from({ length: 400 }, (_, n) => one.div(2 * n + 1));

/** The last few answers are kept: a value and its derivative ask for the same. */
function remembered(f: (x: Decimal) => Decimal): (x: Decimal) => Decimal {
  const recent: { x: Decimal; y: Decimal }[] = [];
  return (x) => {
    const known = recent.find((one) => one.x.eq(x));
    if (known) return known.y;
    const y = f(x);
    if (recent.length === 8) recent.shift();
    recent.push({ x, y });
    return y;
  };
}

/** e^x = 2^n e^(j / 64) e^(k / 8192) e^r with x = n ln 2 + j / 64 + k / 8192 + r: 13 terms of the series, to 58 digits. */
export const exp: (x: Decimal) => Decimal = remembered((x) => {
  // Far beyond the doubles; and far below the square of the least one, where 0 would lose the sign of products.
  if (x.gt(5000)) return new Decimal(Infinity);
  if (x.lt(-5000)) return new Decimal('1e-2000');
  const n = Math.round(x.toNumber() / Math.LN2);
  const rest = x.minus(lnTwo.times(n));
  const steps = Math.round(rest.toNumber() * 8192);
  const j = Math.round(steps / 128);
  const k = steps - 128 * j;
  const r = rest.minus(steps / 8192);
  let sum = coefficients[12]!;
  for (let i = 11; i >= 0; i--) sum = sum.times(r).plus(coefficients[i]!);
  return sum.times(coarsePowers.get(j)!).times(finePowers.get(k)!).times(powerOfTwo(n));
});

/** e^x - 1: the series where the difference would cancel more than ten digits. */
export function expm1(x: Decimal): Decimal {
  if (x.abs().gt('1e-10')) return exp(x).minus(1);
  return series(x, 8, (term, n) => term.times(x).div(n + 1));
}

/**
 * ln(1 + x) for x > -1: the series where the sum would round away more than ten digits; else as {@link ln}.
 */
export function log1p(x: Decimal): Decimal {
  if (x.abs().lt('1e-10'))
    return series(x, 8, (term, n) =>
      term
        .times(x)
        .times(-n)
        .div(n + 1),
    );
  return rootOfExp(one.plus(x), Math.log1p(x.toNumber()));
}

/** ln x for any positive double. */
export function ln(x: Decimal): Decimal {
  return x.isZero() ? new Decimal(-Infinity) : rootOfExp(x, Math.log(x.toNumber()));
}

/** The y with e^y = target: a Halley step, which triples the digits of the double near it to 43 at least. */
function rootOfExp(target: Decimal, near: number): Decimal {
  const e = exp(new Decimal(near));
  return target.minus(e).times(2).div(target.plus(e)).plus(near);
}

export function tanh(x: Decimal): Decimal {
  const e = expm1(x.abs().times(-2));
  return e
    .neg()
    .div(e.plus(2))
    .times(x.isNeg() ? -1 : 1);
}

export function sigmoid(x: Decimal): Decimal {
  const e = exp(x.abs().neg());
  return (x.isNeg() ? e : one).div(e.plus(1));
}

/** erfc(x) = 1 - erf(x). */
export function erfc(x: Decimal): Decimal {
  if (x.lt(5)) return one.minus(erf(x));
  return exp(x.times(x).neg()).times(scaledErfc(x));
}

/** erf(x) by the series of positive terms 2/sqrt(pi) e^(-x^2) sum 2^n x^(2n+1) / (2n+1)!!: nothing cancels. */
export function erf(x: Decimal): Decimal {
  if (x.abs().gt(5)) return one.minus(erfc(x.abs())).times(x.isNeg() ? -1 : 1);
  const square = x.times(x);
  const doubled = square.times(2);
  const sum = series(x, 400, (term, n) => term.times(doubled).times(oddReciprocals[n]!));
  return sum.times(2).div(squareRootOfPi).times(exp(square.neg()));
}

/** e^(x^2) erfc(x) for x >= 5 by Laplace's continued fraction 1/sqrt(pi) / (x + (1/2)/(x + (2/2)/(x + (3/2)/(x + ...)))). */
export function scaledErfc(x: Decimal): Decimal {
  // The error after n terms falls like exp(-4 x sqrt(n / 2)).
  const terms = Math.ceil(2 * (115 / (4 * Math.min(1e6, x.toNumber()))) ** 2) + 12;
  let tail = x;
  for (let n = terms; n > 0; n--) tail = x.plus(new Decimal(n).div(2).div(tail));
  return one.div(tail).div(squareRootOfPi);
}

/** The standard normal distribution function. */
export const normalCumulative: (x: Decimal) => Decimal = remembered((x) => {
  if (x.lt(-200)) return new Decimal('1e-2000');
  if (x.gt(200)) return one;
  return erfc(x.neg().div(squareRootOfTwo)).div(2);
});

/** The standard normal density. */
export function normalDensity(x: Decimal): Decimal {
  return exp(x.times(x).div(-2)).div(squareRootOfTwoPi);
}

/** first + ... : each term from the one before, n = 1, 2, ...; stops when nothing changes. */
function series(first: Decimal, terms: number, next: (term: Decimal, n: number) => Decimal): Decimal {
  let sum = first;
  let term = first;
  for (let n = 1; n < terms; n++) {
    term = next(term, n);
    const grown = sum.plus(term);
    if (grown.eq(sum)) break;
    sum = grown;
  }
  return sum;
}

function factorial(k: number): Decimal {
  return k < 2 ? one : factorial(k - 1).times(k);
}

/** e^(j / parts) for whole j from -limit to limit, by the library's own function. */
function powersOfE(limit: number, parts: number): Map<number, Decimal> {
  return new Map(Array.from({ length: 2 * limit + 1 }, (_, i) => [i - limit, Decimal.exp((i - limit) / parts)]));
}
