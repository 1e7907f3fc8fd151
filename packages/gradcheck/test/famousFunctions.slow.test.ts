import { describe, expect, test } from 'vitest';
import { checkGradient, GradientCheckError, real, vector, type FailureReport } from '../src/index.js';
import { parkMiller } from '../src/numbers/parkMiller.js';
import { famousFunctions, type FamousFunction } from './famousFunctions.js';

const seed = 20261122;

/** What is done to one entry of a right gradient. */
const spoils: Readonly<Record<string, (entry: number) => number>> = {
  'of the other sign': (entry) => -entry,
  'left out': () => 0,
  doubled: (entry) => 2 * entry,
  '1 % too large': (entry) => 1.01 * entry,
  'a ten-thousandth too large': (entry) => 1.0001 * entry,
};

const cases = Object.entries(famousFunctions).flatMap(([name, f]) => f.dimensions.map((n) => ({ name, f, n })));

describe.each(cases)('$name in $n dimensions', ({ name, f, n }) => {
  test('agrees with its gradient at drawn points', () => {
    const points = vector(real({ low: -2, high: 2 }), n);
    const runs = Math.max(3, Math.min(50, Math.round(2000 / n)));
    const report = checkGradient(f.value, f.gradient, points, { name, runs, seed });
    expect(report.cases + report.skipped).toBeGreaterThanOrEqual(runs);
  });

  test('with one entry of the gradient spoiled is caught, and the entry named', () => {
    const at = pointOf(n);
    const right = f.gradient(at);
    for (const [place, what] of spoiledOf(n)) {
      const wrong = right.with(place, spoils[what]!(right[place]!));
      const report = failureOf(f, () => wrong.slice(), at);
      expect(report?.parameter, `${name}: entry ${place}, ${right[place]}, ${what}`).toBe(`x[${place}]`);
      expect(report?.analytic).toBe(wrong[place]);
    }
  });
});

describe.each(cases.filter(({ n }) => n <= 100))('$name in $n dimensions, entry by entry', ({ name, f, n }) => {
  test('agrees with its gradient by every method', () => {
    for (const method of ['central', 'fivePoint', 'richardson'] as const) {
      const report = checkGradient(f.value, f.gradient, pointOf(n), { name, method, entries: 'all' });
      expect(report).toMatchObject({ cases: n, skipped: 0 });
    }
  });
});

describe('what is known about the famous functions', () => {
  test.each(Object.entries(famousFunctions).filter(([, f]) => f.minimizer))(
    '%s has gradient 0 where it is smallest',
    (_, f) => {
      for (const n of f.dimensions) {
        const slopes = f.gradient(Float64Array.from(f.minimizer!(n)));
        expect(Math.max(...slopes.map(Math.abs))).toBeLessThan(1e-12 * n);
      }
    },
  );

  test('all 1,000 entries can be compared one by one', () => {
    const { value, gradient } = famousFunctions['Rosenbrock']!;
    expect(checkGradient(value, gradient, pointOf(1000), { entries: 'all' }).cases).toBe(1000);
  });

  test("the gradient of Rosenbrock's function is the one of SciPy's documentation", () => {
    const at = Float64Array.from({ length: 9 }, (_, i) => 0.1 * i);
    const published = [-2, 10.6, 15.6, 13.4, 6.4, -3, -12.4, -19.4, 62];
    famousFunctions['Rosenbrock']!.gradient(at).forEach((slope, i) => expect(slope).toBeCloseTo(published[i]!, 12));
  });
});

/** A point like any other: coordinates between 0.2 and 1.7 in size, of both signs. */
function pointOf(n: number): Float64Array {
  const random = parkMiller(seed + n);
  return Float64Array.from({ length: n }, () => (random() < 0.5 ? -1 : 1) * (0.2 + 1.5 * random()));
}

/** The smallest spoil at the first, the last and another entry; at the first also all others, in many dimensions one. */
function spoiledOf(n: number): readonly (readonly [place: number, what: string])[] {
  const [smallest, ...others] = Object.keys(spoils).reverse();
  const more = n <= 10 ? others : [others[n % others.length]!];
  const places = [...new Set([0, n - 1, Math.floor(n / 3)])];
  return [...places.map((place) => [place, smallest!] as const), ...more.map((what) => [0, what] as const)];
}

function failureOf(
  f: FamousFunction,
  gradient: FamousFunction['gradient'],
  at: Float64Array,
): FailureReport | undefined {
  try {
    checkGradient(f.value, gradient, at, { seed });
  } catch (error) {
    if (error instanceof GradientCheckError) return error.report;
    throw error;
  }
  return undefined;
}
