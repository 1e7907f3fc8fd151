import type { Differentiable, Rule } from './rule.js';

/**
 * (c)' = 0
 *
 * A constant does not change, so it has no slope: the difference quotient is (c - c) / h = 0.
 *
 * $$\frac{d}{dx}\left(c\right) = 0$$
 * The difference quotient $(c - c) / h$ is 0 for every h.
 *
 * @example
 * constant(7).value(2) // => 7
 * constant(7).derivative(2) // => 0
 *
 * Source: Spivak, "Calculus", 4th edition, 2008.
 */
export function constant(c: number): Differentiable {
  return Object.freeze({
    value: (x: number) => (Number.isNaN(x) ? x : c),
    derivative: (x: number) => (Number.isNaN(x) ? x : 0),
  });
}

export const constantRule: Rule = Object.freeze<Rule>({
  kind: 'rule',
  name: 'constant',
  apply: (_u, _v, c) => constant(c),
  needs: 'nothing',
  tex: { value: 'c', derivative: '0' },
  sources: [{ author: 'Spivak', title: 'Calculus', year: 2008, where: '4th edition, chapters 9, 10 and 18' }],
});
