import type { Differentiable, Rule } from './rule.js';

/**
 * (x^n)' = n x^(n - 1)
 *
 * For whole numbers n >= 0. Every factor x takes its turn at changing, the other n - 1 stay.
 *
 * $$\frac{d}{dx}\left(x^n\right) = n x^{n-1}$$
 * Binomial theorem: $(x + h)^n = x^n + n x^{n-1} h + h^2 (\dots)$. Subtract $x^n$, divide by h, and let h go to 0.
 *
 * Computed as $x^k n\, x^{n-1-k}$ with k about half of n where $x^{n-1}$ is too small for 53 bits: n times its rounding error would be seen.
 *
 * @throws RangeError for an exponent that is not a whole number of at least 0.
 * @example
 * power(3).value(2) // => 8
 * power(3).derivative(2) // => 12
 * power(0.5) // => throws RangeError
 *
 * Source: Spivak, "Calculus", 4th edition, 2008.
 */
export function power(n: number): Differentiable {
  if (!Number.isInteger(n) || n < 0) {
    throw new RangeError(`power: expected a whole exponent of at least 0, got ${n}. For others write exp(n log x).`);
  }
  return Object.freeze({
    // NaN ** 0 would be 1.
    value: (x: number) => (Number.isNaN(x) ? x : x ** n),
    derivative: (x: number) => {
      // x ** -1 would be infinite at 0, where the constant 1 has slope 0.
      if (n === 0) return 0 * x;
      const rest = x ** (n - 1);
      // Below 2^-1022 doubles have fewer than 53 bits.
      if (!(Math.abs(rest) < 2 ** -1022)) return n * rest;
      const half = Math.floor(n / 2);
      return x ** half * n * x ** (n - 1 - half);
    },
  });
}

export const powerRule: Rule = Object.freeze<Rule>({
  kind: 'rule',
  name: 'power',
  apply: (_u, _v, c) => power(c),
  needs: 'wholeNumber',
  tex: { value: 'x^n', derivative: 'n x^{n-1}' },
  sources: [{ author: 'Spivak', title: 'Calculus', year: 2008, where: '4th edition, chapters 9, 10 and 18' }],
});
