import { describe, expect, test } from 'vitest';
import { estimateDerivative, estimateSecondDerivative } from './estimateDerivative.js';
import { firstStepAt, float32, float64, leastStepAt, type Measuring, type Precision } from './measuring.js';
import { fivePoint, largestFitting, second } from './stencils.js';

function at(step: number): Measuring {
  return { method: 'fivePoint', precision: float64, enough: () => 1, step };
}

const everywhere = { left: Infinity, right: Infinity };

test('truncation is estimated between the error and 15 times of it', () => {
  // For x^5 at 0 the stencil at h gives -4 h^4 instead of 0, and at 1.618 h 6.85 times that: twice the gap is 11.7 errors.
  const { value, truncation } = estimateDerivative((x) => x ** 5, 0, everywhere, at(1e-2))!;
  expect(value).toBeCloseTo(-4e-8, 16);
  expect(truncation / 4e-8).toBeGreaterThan(1);
  expect(truncation / 4e-8).toBeLessThan(15);
});

test('rounding is estimated between the error and 100 times of it', () => {
  // Values of 1000 are known to 2^-44 = 5.7e-14; with the weights 1/12, 8/12 and h = 1e-3 that is 8.5e-11 at worst.
  const { value, rounding } = estimateDerivative((x) => 1000 + Math.sin(x), 0, everywhere, at(1e-3))!;
  expect(Math.abs(value - 1)).toBeLessThan(rounding);
  expect(rounding).toBeLessThan(8.5e-9);
});

test('divides by the step that x really takes', () => {
  // At 1e6 doubles lie 1.2e-10 apart: 3e-7 itself is off by up to 2e-4 of it.
  const { value } = estimateDerivative((x) => x - 1e6, 1e6, everywhere, at(3e-7))!;
  expect(Math.abs(value - 1)).toBeLessThan(1e-12);
});

const golden = (1 + Math.sqrt(5)) / 2;

test('the stencil is that of the method', () => {
  const methodOf = (method: Measuring['method']): string =>
    estimateDerivative(Math.sin, 1, everywhere, { method, precision: float64, enough: () => 1 })!.method;
  expect(methodOf('central')).toBe('central difference');
  expect(methodOf('fivePoint')).toBe('five-point difference');
  expect(methodOf('dual')).toBe('five-point difference');
  expect(methodOf('richardson')).toBe('Richardson extrapolation');
});

test('a first look takes the difference at two widths, a careful one at three', () => {
  for (const [isCareful, times] of [
    [false, 8],
    [true, 12],
  ] as const) {
    let calls = 0;
    estimateDerivative(() => calls++ * 0, 0, everywhere, { ...at(1e-3), isCareful });
    expect(calls).toBe(times);
  }
});

test('without room on either side there is no derivative', () => {
  for (const x of [0, 1]) {
    expect(estimateDerivative(Math.exp, x, { left: 0, right: 0 }, at(1e-3))).toBeUndefined();
    expect(estimateSecondDerivative(Math.exp, x, { left: 0, right: 0 }, at(1e-3))).toBeUndefined();
  }
});

describe.each([
  ['the derivative', estimateDerivative, fivePoint, 'five-point difference', 'one-sided five-point difference'],
  ['the second derivative', estimateSecondDerivative, second, 'second five-point difference', 'one-sided second'],
] as const)('%s is one-sided', (_name, estimate, stencil, inside, oneSided) => {
  const room = { left: 0.01, right: 0.01 };
  const fits = largestFitting(stencil, room, golden);
  const methodAt = (step: number): string => estimate(Math.exp, 0, room, { ...at(step), enough: () => 100 })!.method;

  test('only where less than half of the step fits', () => {
    expect(methodAt(fits / 2)).toBe(inside);
    expect(methodAt(fits)).toBe(inside);
    expect(methodAt(2 * fits)).toBe(inside);
    expect(methodAt(2.001 * fits)).toContain(oneSided);
  });

  test('towards where there is more room, and to the right where both are the same', () => {
    expect(methodAt(10 * fits)).toContain('from the right');
    const leftward = estimate(Math.exp, 0, { left: 0.011, right: 0.01 }, { ...at(10 * fits), enough: () => 100 })!;
    expect(leftward.method).toContain('from the left');
  });
});

describe('one-sided differences', () => {
  const room = { left: 1e-3, right: 1 };

  test('at one step come first: then those around the point, and only then finer ones', () => {
    // From the right at 1e-3 it is known to 7e-4, around the point at 3e-4 to 1e-6, from the right at 1.2e-4 to 2e-7.
    const steep = (x: number): number => Math.exp(50 * x);
    const estimate = estimateDerivative(steep, 0, room, { ...at(1e-3), enough: () => 1e-5 })!;
    expect(estimate.method).toBe('five-point difference');
    expect(estimate.value).toBeCloseTo(50, 5);
    const bend = estimateSecondDerivative(steep, 0, room, { ...at(1e-3), enough: () => 0.01 })!;
    expect(bend.method).toBe('second five-point difference');
    expect(bend.value).toBeCloseTo(2500, 1);
  });

  test('are not taken twice at the widest step, where nothing settles', () => {
    for (const [estimate, farthest] of [
      [estimateDerivative, 4],
      [estimateSecondDerivative, 5],
    ] as const) {
      const asked: number[] = [];
      const nowhere = (x: number): number => {
        asked.push(x);
        return NaN;
      };
      estimate(nowhere, 0, room, at(1e-3));
      expect(Math.max(...asked)).toBeCloseTo(farthest * golden * 1e-3, 9);
      expect(asked.filter((x) => x === Math.max(...asked))).toHaveLength(1);
    }
  });
});

describe('steps', () => {
  const stepsOf = (f: (x: number) => number, x: number, measuring: Measuring): number[] => {
    const asked = new Set<number>();
    const watched = (t: number): number => {
      asked.add(Math.abs(t - x));
      return f(t);
    };
    estimateDerivative(watched, x, everywhere, measuring);
    return [...asked].filter((distance) => distance > 0);
  };

  test('end at the least that counts at x, which is taken still', () => {
    const least = leastStepAt(1, float64);
    expect(Math.min(...stepsOf(() => NaN, 1, at(4 * least)))).toBeCloseTo(4 * least, 14);
    expect(Math.min(...stepsOf(() => NaN, 1, at(12 * least)))).toBeCloseTo(1.5 * least, 14);
    expect(estimateDerivative(Math.exp, 1, everywhere, at(least))).toMatchObject({ step: least });
    expect(estimateDerivative(Math.exp, 1, everywhere, at(0.99 * least))).toBeUndefined();
  });

  test('end with the first that is good enough, just so too', () => {
    const steep = (x: number): number => Math.sin(50 * x);
    const { rounding, truncation } = estimateDerivative(steep, 0.1, everywhere, at(1e-3))!;
    expect(truncation).toBeGreaterThan(rounding);
    const exacting = { ...at(1e-3), enough: () => rounding + truncation };
    expect(estimateDerivative(steep, 0.1, everywhere, exacting)!.step).toBe(1e-3);
    expect(estimateDerivative(steep, 0.1, everywhere, { ...exacting, enough: () => truncation / 2 })!.step).toBe(
      1e-3 / 8,
    );
  });

  test('end where nothing is left to gain, even if no error is small enough', () => {
    expect(Math.min(...stepsOf(() => 0, 0, { ...at(1e-3), enough: () => 0 }))).toBe(1e-3);
  });

  test('that leave the domain of a function cost nothing, wide or narrow', () => {
    const impossible = { ...at(1e-3), enough: () => 0 };
    const near = (x: number): number => (Math.abs(x) > 5e-4 ? Infinity : Math.sin(x));
    expect(estimateDerivative(near, 0, everywhere, impossible)!.value).toBeCloseTo(1, 9);
    const far = (x: number): number => (Math.abs(x) < 1e-4 ? NaN : Math.sin(50 * x));
    const { value, rounding, step } = estimateDerivative(far, 0, everywhere, { ...at(1e-3), enough: () => 1e-12 })!;
    expect([value, step]).toEqual([expect.closeTo(50, 6), 1e-3 / 8]);
    expect(rounding).toBeLessThan(1e-3);
  });

  test('in float32 are not refined where cancellation would outweigh what is gained', () => {
    // At 1/32 it is known to 1e-4, and to 3e-5 if values near 0 come from numbers of size 1: eight times that at 1/256.
    const f = (x: number): number => x + 2.25 * x ** 5;
    const measuring: Measuring = { method: 'fivePoint', precision: float32, enough: () => 1e-5 };
    expect(estimateDerivative(f, 0, everywhere, measuring)!.step).toBe(1 / 32);
    expect(estimateDerivative(f, 0, everywhere, { ...measuring, precision: float64, step: 1 / 32 })!.step).toBe(
      1 / 256,
    );
  });

  test('that agree within what they may be off by are told apart by that alone', () => {
    const measuring: Measuring = { method: 'central', precision: float32, enough: () => 1e-4 };
    const first = firstStepAt(0, measuring);
    // Truncation is 6.5 times the noise of the first step; that of the second is 8 times as much.
    expect(estimateDerivative((x) => x + 16 * x ** 3, 0, everywhere, measuring)!.step).toBe(first);
  });
});

/** A function around 1 whose central difference at a step is given, with the points on one side alone, or on both. */
function withSlopes(slopeAt: (step: number) => number, isOneSided = false): (x: number) => number {
  return (x) => {
    const t = x - 1;
    if (isOneSided) return t <= 0 ? 0 : 2 * t * slopeAt(t);
    return t * slopeAt(Math.abs(t));
  };
}

describe('a finer step that contradicts', () => {
  const coarse = (epsilon: number): Precision => ({ name: 'float64', epsilon, round: (x) => x });
  /** The steps 0.1 and 0.0125, and no third one: to confirm, the slope at 0.0015625 is asked. */
  const twoSteps: Measuring = { method: 'central', precision: coarse(5e-6), enough: () => 1e-9, step: 0.1 };
  const stepFor = (slopes: readonly [number, number, number, number], isOneSided: boolean): number => {
    const [widest, first, next, last] = slopes;
    const slopeAt = (step: number): number => (step > 0.13 ? widest : step > 0.05 ? first : step > 0.005 ? next : last);
    return estimateDerivative(withSlopes(slopeAt, isOneSided), 1, everywhere, twoSteps)!.step;
  };

  test('wins when one that is finer still confirms it', () => {
    expect(stepFor([1.1, 1, 0.25, 0.25], false)).toBe(0.0125);
    expect(stepFor([1.1, 1, 0.25, 0.5], false)).toBe(0.1);
  });

  test('wins by values that do not change only where they do not change at the finest either', () => {
    expect(stepFor([1.1, 1, 0, 0], true)).toBe(0.0125);
    expect(stepFor([1.1, 1, 0, 0], false)).toBe(0.1);
    expect(stepFor([1.1, 1, 0, 0.5], true)).toBe(0.1);
    expect(stepFor([1.1, 1, 0.25, 0], true)).toBe(0.1);
  });

  test('does not contradict while the gap may be rounding of both', () => {
    // Slopes are known to 8 epsilon each, and lie so much apart.
    const slopeAt = (step: number): number => (step > 0.05 ? 1 : 1.008);
    const f = (x: number): number => x * slopeAt(Math.abs(x));
    const measuring: Measuring = { method: 'central', precision: coarse(1e-3), enough: () => 1, step: 0.1 };
    expect(estimateDerivative(f, 0, everywhere, measuring)!.step).toBe(0.1);
  });
});
