import { checkDerivative, demand, fact, law, real, type Law } from '@handgrad/gradcheck';
import { normalCumulative, normalDensity } from '../src/activations/normal.js';
import type { Formula } from '../src/formula.js';

/** The standard normal distribution: its cumulative function and its density, the derivative of that. */
export interface NormalDistribution extends Formula {
  readonly kind: 'distribution';
  readonly cumulative: (x: number) => number;
  readonly density: (x: number) => number;
}

/** What GELU is made of. */
export const normalDistribution: NormalDistribution = Object.freeze<NormalDistribution>({
  kind: 'distribution',
  name: 'normal',
  cumulative: normalCumulative,
  density: normalDensity,
  tex: {
    value: '\\Phi(x) = \\tfrac12 \\operatorname{erfc}(-x / \\sqrt 2)',
    derivative: '\\varphi(x) = \\frac{1}{\\sqrt{2 \\pi}} e^{-x^2 / 2}',
  },
  sources: [
    {
      author: 'Cody',
      title: 'Rational Chebyshev approximations for the error function',
      year: 1969,
      where: 'Mathematics of Computation 23',
    },
  ],
});

/** What the standard normal distribution must keep. */
export function lawsOfNormal({ name, cumulative, density }: NormalDistribution): Law[] {
  return [
    {
      name: 'the density is the derivative of the cumulative function',
      check: (options) =>
        checkDerivative(cumulative, density, { ...options, name, landmarks: [-1.26, -0.74, 0.74, -5.65, 5.65] }),
    },
    law('Phi(x) + Phi(-x) = 1', real({ low: -10, high: 10 }), (x) => {
      const sum = cumulative(x) + cumulative(-x);
      demand(Math.abs(sum - 1) <= 4 * Number.EPSILON, () => `at ${x} the two add up to ${sum}`);
    }),
    law('the density is even', real(), (x) => {
      demand(density(x) === density(-x), () => `${density(x)} at ${x}, ${density(-x)} at ${-x}`);
    }),
    law('the left tail obeys x / (1 + x^2) < Phi(-x) / density(x) < 1 / x', real({ low: 1, high: 37 }), (x) => {
      const ratio = cumulative(-x) / density(x);
      demand(ratio < 1 / x && ratio > x / (1 + x * x), () => `at ${x} the ratio is ${ratio}`);
    }),
    fact('0 at -Infinity, 1/2 at 0, 1 at Infinity, NaN for NaN', () => {
      const got = [-Infinity, 0, Infinity, Number.NaN].map(cumulative);
      demand(got[0] === 0 && got[1] === 0.5 && got[2] === 1 && Number.isNaN(got[3]), () => got.join(', '));
      demand(density(Infinity) === 0 && Number.isNaN(density(Number.NaN)), () => 'the density there is wrong');
    }),
  ];
}
