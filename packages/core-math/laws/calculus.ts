import { demand, fivePointDifference, law, real, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { Differentiable, Rule } from '../src/calculus/index.js';

/** A function with its derivative, written out and independent of the rules; `show` names it in a counterexample. */
interface Known extends Differentiable {
  readonly show: string;
}

const coefficient = real({ low: -2, high: 2 });

/** Smooth functions between 1/2 and 20 on [-2, 2]: they may be divided by and have logarithms. */
const positive: fc.Arbitrary<Known> = fc.oneof(
  real({ low: -1, high: 1 }).map((a) => ({
    show: `2 + sin(${a} x)`,
    value: (x: number) => 2 + Math.sin(a * x),
    derivative: (x: number) => a * Math.cos(a * x),
  })),
  real({ low: -1, high: 1 }).map((a) => ({
    show: `1 + (x - ${a})^2`,
    value: (x: number) => 1 + (x - a) * (x - a),
    derivative: (x: number) => 2 * (x - a),
  })),
);

const anyFunction: fc.Arbitrary<Known> = fc.oneof(
  positive,
  fc.tuple(coefficient, coefficient).map(([a, b]) => ({
    show: `${a} x^2 + ${b} x - 1`,
    value: (x: number) => a * x * x + b * x - 1,
    derivative: (x: number) => 2 * a * x + b,
  })),
);

interface Case {
  readonly u: Known;
  readonly v: Known;
  readonly c: number;
  readonly x: number;
}

function casesOf({ name, needs }: Rule): fc.Arbitrary<Case> {
  const number = {
    nothing: coefficient,
    nonZeroFunction: coefficient,
    positiveNumber: real({ low: 0.25, high: 4 }),
    wholeNumber: fc.integer({ min: 0, max: 6 }),
  }[needs];
  return fc.record({
    u: name === 'logarithm' ? positive : anyFunction,
    v: needs === 'nonZeroFunction' ? positive : anyFunction,
    c: number,
    x: real({ low: -2, high: 2 }, [0, 1, -1]),
  });
}

/** What every rule of differentiation must keep. */
export function lawsOfRule(rule: Rule): Law[] {
  const cases = casesOf(rule);
  return [
    law('the derivative agrees with finite differences for random functions', cases, ({ u, v, c, x }) => {
      const f = rule.apply(u, v, c);
      const analytic = f.derivative(x);
      const numeric = fivePointDifference(f.value, x);
      const error = Math.abs(analytic - numeric) / Math.max(1, Math.abs(numeric));
      // Values stay below 1e3 and the step is 1e-3: rounding costs about 1e3 x 1e-16 / 1e-3 = 1e-10, truncation less.
      demand(
        error <= 1e-8,
        () =>
          `with u = ${u.show}, v = ${v.show}, c = ${c} at x = ${x}: by the rule ${analytic}, by differences ${numeric}`,
      );
      return error;
    }),
    law('the value is what the rule says it is', cases, ({ u, v, c, x }) => {
      const expected = values[rule.name]!(u, v, c, x);
      const value = rule.apply(u, v, c).value(x);
      demand(
        Math.abs(value - expected) <= 8 * Number.EPSILON * Math.max(1, Math.abs(expected)),
        () => `with u = ${u.show}, v = ${v.show}, c = ${c} at x = ${x}: ${value}, expected ${expected}`,
      );
    }),
    law('the functions given are asked only where the rule needs them', cases, ({ u, v, c, x }) => {
      const asked: number[] = [];
      const watched = (known: Known): Differentiable => ({
        value: (t) => (asked.push(t), known.value(t)),
        derivative: (t) => (asked.push(t), known.derivative(t)),
      });
      rule.apply(watched(u), watched(v), c).derivative(x);
      const inner = v.value(x);
      demand(
        asked.every((t) => Object.is(t, x) || (rule.name === 'chain' && Object.is(t, inner))),
        () => `the derivative at ${x} looked at ${asked.join(', ')}`,
      );
    }),
  ];
}

/** The values written out once more, without any rule. */
const values: Readonly<Record<string, (u: Known, v: Known, c: number, x: number) => number>> = {
  constant: (_u, _v, c) => c,
  linear: (_u, _v, c, x) => c * x + 1,
  power: (_u, _v, c, x) => new Array<number>(c).fill(x).reduce((product, factor) => product * factor, 1),
  exponential: (_u, _v, c, x) => Math.exp(x * Math.log(c)),
  logarithm: (u, _v, _c, x) => Math.log(u.value(x)),
  sum: (u, v, _c, x) => u.value(x) + v.value(x),
  product: (u, v, _c, x) => u.value(x) * v.value(x),
  quotient: (u, v, _c, x) => u.value(x) / v.value(x),
  chain: (u, v, _c, x) => u.value(v.value(x)),
};
