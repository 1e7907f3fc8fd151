import {
  centralDifference,
  demand,
  directionalDifference,
  fivePointDifference,
  law,
  real,
  type Law,
} from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { Formula } from '../src/formula.js';

/** A finite difference along a line: the slope of f at x, with step h. */
export interface Difference extends Formula {
  readonly kind: 'difference';
  readonly slope: (f: (x: number) => number, x: number, h: number) => number;
  /** Exact, up to rounding, for polynomials up to this degree. */
  readonly degree: number;
}

const fornberg = {
  author: 'Fornberg',
  title: 'Generation of finite difference formulas on arbitrarily spaced grids',
  year: 1988,
  where: 'Mathematics of Computation 51, table 1',
};

/** The finite differences of @handgrad/gradcheck, with what they promise. */
export const differences = {
  centralDifference: Object.freeze<Difference>({
    kind: 'difference',
    name: 'centralDifference',
    slope: centralDifference,
    degree: 2,
    tex: { value: '\\frac{f(x + h) - f(x - h)}{2 h}', derivative: "f'(x) + \\frac{h^2}{6} f'''(x) + \\dots" },
    sources: [fornberg],
  }),
  fivePointDifference: Object.freeze<Difference>({
    kind: 'difference',
    name: 'fivePointDifference',
    slope: fivePointDifference,
    degree: 4,
    tex: {
      value: '\\frac{f(x - 2h) - 8 f(x - h) + 8 f(x + h) - f(x + 2h)}{12 h}',
      derivative: "f'(x) - \\frac{h^4}{30} f^{(5)}(x) + \\dots",
    },
    sources: [fornberg],
  }),
  directionalDifference: Object.freeze<Difference>({
    kind: 'difference',
    name: 'directionalDifference',
    // Along a line the parameters are one number and the direction is 1.
    slope: (f, x, h) => directionalDifference(f, x, 1, h),
    degree: 4,
    tex: {
      value: '\\frac{d}{dt} f(\\theta + t v) \\Big|_{t = 0}, \\text{ by five points}',
      derivative: '\\nabla f(\\theta) \\cdot v',
    },
    sources: [fornberg],
  }),
} as const satisfies Record<string, Difference>;

const coefficients = fc.array(real({ low: -4, high: 4 }), { minLength: 1, maxLength: 6 });

function polynomial(c: readonly number[], x: number): number {
  return c.reduceRight((sum, a) => sum * x + a, 0);
}

function slopeOfPolynomial(c: readonly number[], x: number): number {
  return polynomial(
    c.slice(1).map((a, k) => (k + 1) * a),
    x,
  );
}

/** What every finite difference must keep. */
export function lawsOfDifference({ slope, degree }: Difference): Law[] {
  return [
    law(
      `exact for polynomials of degree ${degree}, even with a step of 1`,
      fc.record({ c: coefficients, x: real({ low: -3, high: 3 }) }),
      ({ c, x }) => {
        const poly = c.slice(0, degree + 1);
        const expected = slopeOfPolynomial(poly, x);
        const got = slope((t) => polynomial(poly, t), x, 1);
        // Values stay below 4 x 5^5 x 6 = 75,000, whose rounding is 1e-11.
        demand(Math.abs(got - expected) <= 1e-9, () => `${poly.join(' ')} at ${x}: ${got}, exactly ${expected}`);
      },
    ),
    law(
      `halving the step divides the error by ${2 ** degree}, up to higher orders`,
      fc.record({ x: real({ low: -1, high: 1 }), a: real({ low: 0.5, high: 1.5 }) }),
      ({ x, a }) => {
        // f = e^(a t): every derivative is positive, so no term of the error vanishes by chance.
        const error = (h: number): number => Math.abs(slope((t) => Math.exp(a * t), x, h) - a * Math.exp(a * x));
        const ratio = error(0.2) / error(0.1);
        demand(
          Math.abs(ratio / 2 ** degree - 1) < 0.1,
          () => `e^(${a} x) at ${x}: the error falls by ${ratio}, not ${2 ** degree}`,
        );
      },
    ),
  ];
}
