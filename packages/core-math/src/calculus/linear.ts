import type { Differentiable, Rule } from './rule.js';

/**
 * (a x + b)' = a
 *
 * A line has the same slope everywhere: the model of every derivative, and the function whose difference quotient is exact at every step.
 *
 * $$\frac{d}{dx}\left(a x + b\right) = a$$
 * The difference quotient $(a(x + h) + b - a x - b) / h$ is a for every h.
 *
 * Near the root -b/a the two terms cancel: the value is then good to an ulp of |a x| + |b|, not of itself.
 *
 * @example
 * linear(3, -1).value(2) // => 5
 * linear(3, -1).derivative(2) // => 3
 *
 * Source: Spivak, "Calculus", 4th edition, 2008.
 */
export function linear(a: number, b: number): Differentiable {
  return Object.freeze({ value: (x: number) => a * x + b, derivative: (x: number) => (Number.isNaN(x) ? x : a) });
}

export const linearRule: Rule = Object.freeze<Rule>({
  kind: 'rule',
  name: 'linear',
  apply: (_u, _v, c) => linear(c, 1),
  needs: 'nothing',
  tex: { value: 'a x + b', derivative: 'a' },
  sources: [{ author: 'Spivak', title: 'Calculus', year: 2008, where: '4th edition, chapters 9, 10 and 18' }],
});
