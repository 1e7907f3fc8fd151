import { chain } from './chain.js';
import type { Differentiable, Rule } from './rule.js';

/**
 * (log x)' = 1 / x
 *
 * The natural logarithm, for x > 0: the inverse of the exponential, so its slope is the reciprocal.
 *
 * $$\frac{d}{dx}\left(\log x\right) = \frac{1}{x}$$
 * Differentiate $e^{\log x} = x$: $e^{\log x} (\log x)' = 1$.
 *
 * @example
 * logarithm().value(1) // => 0
 * logarithm().derivative(4) // => 0.25
 *
 * Source: Spivak, "Calculus", 4th edition, 2008.
 */
export function logarithm(): Differentiable {
  return Object.freeze({ value: Math.log, derivative: (x: number) => (x < 0 ? Number.NaN : 1 / x) });
}

export const logarithmRule: Rule = Object.freeze<Rule>({
  kind: 'rule',
  name: 'logarithm',
  apply: (u) => chain(logarithm(), u),
  needs: 'nothing',
  tex: { value: '\\log x', derivative: '\\frac{1}{x}' },
  sources: [{ author: 'Spivak', title: 'Calculus', year: 2008, where: '4th edition, chapters 9, 10 and 18' }],
});
