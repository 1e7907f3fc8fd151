import type { Differentiable, Rule } from './rule.js';

/**
 * (u v)' = u' v + u v'
 *
 * Each factor takes its turn at changing, the other stays.
 *
 * $$\frac{d}{dx}\left(u v\right) = u' v + u v'$$
 * Write $u(x+h)\,v(x+h) - u v = (u(x+h) - u)\,v(x+h) + u\,(v(x+h) - v)$, divide by h, and let h go to 0.
 *
 * @example
 * product(power(2), linear(1, 1)).value(2) // => 12
 * product(power(2), linear(1, 1)).derivative(2) // => 16
 *
 * Source: Spivak, "Calculus", 4th edition, 2008.
 */
export function product(u: Differentiable, v: Differentiable): Differentiable {
  return Object.freeze({
    value: (x: number) => u.value(x) * v.value(x),
    derivative: (x: number) => u.derivative(x) * v.value(x) + u.value(x) * v.derivative(x),
  });
}

export const productRule: Rule = Object.freeze<Rule>({
  kind: 'rule',
  name: 'product',
  apply: product,
  needs: 'nothing',
  tex: { value: 'u v', derivative: "u' v + u v'" },
  sources: [{ author: 'Spivak', title: 'Calculus', year: 2008, where: '4th edition, chapters 9, 10 and 18' }],
});
