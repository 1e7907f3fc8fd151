import type { Differentiable, Rule } from './rule.js';

/**
 * (u + v)' = u' + v'
 *
 * Changes add up.
 *
 * $$\frac{d}{dx}\left(u + v\right) = u' + v'$$
 * The difference quotient of a sum is the sum of the difference quotients.
 *
 * @example
 * sum(power(2), linear(3, 0)).value(2) // => 10
 * sum(power(2), linear(3, 0)).derivative(2) // => 7
 *
 * Source: Spivak, "Calculus", 4th edition, 2008.
 */
export function sum(u: Differentiable, v: Differentiable): Differentiable {
  return Object.freeze({
    value: (x: number) => u.value(x) + v.value(x),
    derivative: (x: number) => u.derivative(x) + v.derivative(x),
  });
}

export const sumRule: Rule = Object.freeze<Rule>({
  kind: 'rule',
  name: 'sum',
  apply: sum,
  needs: 'nothing',
  tex: { value: 'u + v', derivative: "u' + v'" },
  sources: [{ author: 'Spivak', title: 'Calculus', year: 2008, where: '4th edition, chapters 9, 10 and 18' }],
});
