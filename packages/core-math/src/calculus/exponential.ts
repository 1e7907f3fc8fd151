import type { Differentiable, Rule } from './rule.js';

/**
 * (a^x)' = a^x log a
 *
 * For a base a > 0. With a = e the derivative is the function itself, which is why e is the natural base.
 *
 * $$\frac{d}{dx}\left(a^x\right) = a^x \log a$$
 * With $a^x = e^{x \log a}$ the chain rule gives $e^{x \log a} \log a$.
 *
 * Computed as $a^{x/2} \log(a)\, a^{x/2}$ where $a^x$ itself is too small or too large for a double, but the derivative need not be.
 *
 * @throws RangeError for a base that is not a finite number above 0.
 * @example
 * exponential(2).value(3) // => 8
 * exponential(2).derivative(3) // => 5.5451774
 * exponential(Math.E).derivative(1) // => 2.7182818
 * exponential(-2) // => throws RangeError
 *
 * Source: Spivak, "Calculus", 4th edition, 2008.
 */
export function exponential(base: number): Differentiable {
  if (!(base > 0 && base < Infinity)) {
    throw new RangeError(`exponential: expected a finite base above 0, got ${base}. Pass Math.E for the natural one.`);
  }
  const rate = base === Math.E ? 1 : Math.log(base);
  const value = base === Math.E ? Math.exp : (x: number) => (base === 1 && !Number.isNaN(x) ? 1 : base ** x);
  return Object.freeze({
    value,
    derivative: (x: number) => {
      const power = value(x);
      // Below 2^-1022 doubles have fewer than 53 bits.
      if (rate === 1 || (power >= 2 ** -1022 && power < Infinity)) return power * rate;
      const root = value(x / 2);
      return root * rate * root;
    },
  });
}

export const exponentialRule: Rule = Object.freeze<Rule>({
  kind: 'rule',
  name: 'exponential',
  apply: (_u, _v, c) => exponential(c),
  needs: 'positiveNumber',
  tex: { value: 'a^x', derivative: 'a^x \\log a' },
  sources: [{ author: 'Spivak', title: 'Calculus', year: 2008, where: '4th edition, chapters 9, 10 and 18' }],
});
