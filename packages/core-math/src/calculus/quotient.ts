import type { Differentiable, Rule } from './rule.js';

/**
 * (u / v)' = (u' v - u v') / v^2
 *
 * Where v is not 0.
 *
 * $$\frac{d}{dx}\left(\frac{u}{v}\right) = \frac{u' v - u v'}{v^2}$$
 * Differentiate $u = (u/v)\,v$ by the product rule, $u' = (u/v)'\,v + (u/v)\,v'$, and solve for $(u/v)'$.
 *
 * @example
 * quotient(linear(1, 0), linear(1, 1)).value(1) // => 0.5
 * quotient(linear(1, 0), linear(1, 1)).derivative(1) // => 0.25
 *
 * Source: Spivak, "Calculus", 4th edition, 2008.
 */
export function quotient(u: Differentiable, v: Differentiable): Differentiable {
  return Object.freeze({
    value: (x: number) => u.value(x) / v.value(x),
    derivative: (x: number) =>
      (u.derivative(x) * v.value(x) - u.value(x) * v.derivative(x)) / (v.value(x) * v.value(x)),
  });
}

export const quotientRule: Rule = Object.freeze<Rule>({
  kind: 'rule',
  name: 'quotient',
  apply: quotient,
  needs: 'nonZeroFunction',
  tex: { value: '\\frac{u}{v}', derivative: "\\frac{u' v - u v'}{v^2}" },
  sources: [{ author: 'Spivak', title: 'Calculus', year: 2008, where: '4th edition, chapters 9, 10 and 18' }],
});
