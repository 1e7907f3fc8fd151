import type { Differentiable, Rule } from './rule.js';

/**
 * (f(g))' = f'(g) g'
 *
 * Backpropagation is this rule, applied from the last layer to the first.
 *
 * $$\frac{d}{dx}\left(f(g(x))\right) = f'(g(x))\,g'(x)$$
 * A small change h of x changes g by about $g'(x)\,h$, and that changes f by about $f'(g(x))\,g'(x)\,h$.
 *
 * @example
 * const f = chain(power(2), linear(3, -1)); // (3x - 1)^2
 * f.value(2) // => 25
 * f.derivative(2) // => 30
 *
 * Source: Spivak, "Calculus", 4th edition, 2008.
 */
export function chain(outer: Differentiable, inner: Differentiable): Differentiable {
  return Object.freeze({
    value: (x: number) => outer.value(inner.value(x)),
    derivative: (x: number) => outer.derivative(inner.value(x)) * inner.derivative(x),
  });
}

export const chainRule: Rule = Object.freeze<Rule>({
  kind: 'rule',
  name: 'chain',
  apply: chain,
  needs: 'nothing',
  tex: { value: 'f(g(x))', derivative: "f'(g(x))\\,g'(x)" },
  sources: [{ author: 'Spivak', title: 'Calculus', year: 2008, where: '4th edition, chapters 9, 10 and 18' }],
});
