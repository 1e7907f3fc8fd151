import { describe, expect, test } from 'vitest';
import { float32, float64 } from './measuring.js';
import * as stencils from './stencils.js';
import { largestFitting, quotient, type Stencil } from './stencils.js';

const { central, fivePoint, fromRight, fromLeft, beyondRight, beyondLeft, second, secondFromRight, secondFromLeft } =
  stencils;

describe('every stencil', () => {
  test.each<[Stencil, number]>([
    [central, 2],
    [fivePoint, 4],
    [fromRight, 4],
    [fromLeft, 4],
    [beyondRight, 4],
    [beyondLeft, 4],
    [second, 5],
    [secondFromRight, 5],
    [secondFromLeft, 5],
  ])('$method is exact for polynomials up to its degree: %#', ({ order, offsets, weights }, degree) => {
    for (let power = 0; power <= degree; power++) {
      const sum = offsets.reduce((total, offset, i) => total + weights[i]! * offset ** power, 0);
      expect(sum).toBeCloseTo(power === order ? order : 0, 11);
    }
  });

  test.each([fromRight, secondFromRight])('$method asks at the point and on its right alone', ({ offsets }) => {
    expect(Math.min(...offsets)).toBe(0);
  });

  test.each([fromLeft, secondFromLeft])('$method asks at the point and on its left alone', ({ offsets }) => {
    expect(offsets.every((offset) => offset <= 0)).toBe(true);
  });

  test('beyond a kink none asks at the kink', () => {
    expect(Math.min(...beyondRight.offsets)).toBe(1);
    expect(Math.max(...beyondLeft.offsets)).toBe(-1);
  });
});

describe('a quotient', () => {
  const cubic = (x: number): number => x ** 3 - 2 * x ** 2 + 3 * x - 4;

  test.each([fivePoint, fromRight, fromLeft, beyondRight, beyondLeft])('by the $method is the slope', (stencil) => {
    expect(quotient(cubic, 2, stencil, 0.125, float64).value).toBeCloseTo(7, 11);
    // The step that is really taken counts: 0.1 is no double, nor a number of single precision.
    expect(quotient((x) => 3 * x, 5, stencil, 0.1, float64).value).toBeCloseTo(3, 11);
    expect(quotient((x) => 3 * x, 5, stencil, 0.1, float32).value).toBeCloseTo(3, 11);
  });

  test.each([second, secondFromRight, secondFromLeft])('by the $method is the second derivative', (stencil) => {
    expect(quotient(cubic, 2, stencil, 0.125, float64).value).toBeCloseTo(8, 9);
    // In single precision the points lie unevenly, which a slope would show as curvature.
    expect(quotient((x) => 3 * x + x * x, 5, stencil, 0.01, float32).value).toBeCloseTo(2, 1);
  });

  test('asks in numbers of the precision alone', () => {
    const asked: number[] = [];
    quotient((x) => asked.push(x), 0.3, fivePoint, 1e-3, float32);
    expect(asked.every((x) => Math.fround(x) === x)).toBe(true);
  });

  test('may be off by 8 units of each term, and by half a unit of where the points lie', () => {
    const { epsilon } = float64;
    // The weights of the central difference are 1/2, 0 and 1/2.
    expect(quotient(() => 5, 0, central, 0.25, float64).rounding).toBe((8 * epsilon * 5) / 0.25);
    const { rounding } = quotient((x) => 3 * x, -1000, central, 0.25, float64);
    expect(rounding / ((8 * epsilon * 3000 + epsilon * 1000 * 3) / 0.25)).toBeCloseTo(1, 12);
    expect(quotient(() => 5, 0, second, 0.25, float64).rounding).toBeCloseTo(
      (8 * epsilon * 5 * (64 / 12)) / 0.25 ** 2,
      25,
    );
    expect(quotient(() => 5, 0, central, 0.25, float32).rounding).toBe((8 * float32.epsilon * 5) / 0.25);
  });

  test('says where all values are the same', () => {
    const flatOf = (f: (x: number) => number): unknown => quotient(f, 0, fivePoint, 0.25, float64).flat;
    expect(flatOf(() => 2)).toBe('everywhere');
    expect(flatOf((x) => Math.max(x, 0))).toBe('beside');
    expect(flatOf((x) => Math.min(x, 0))).toBe('beside');
    expect(flatOf((x) => x)).toBe('nowhere');
    expect(flatOf((x) => x * x)).toBe('nowhere');
  });
});

test('the largest step keeps the stencil, so many times as wide, just inside the room', () => {
  expect(largestFitting(fivePoint, { left: 1, right: 3 }, 2)).toBeCloseTo(0.999 / 4, 15);
  expect(largestFitting(fivePoint, { left: 3, right: 1 }, 2)).toBeCloseTo(0.999 / 4, 15);
  expect(largestFitting(fivePoint, { left: Infinity, right: Infinity }, 2)).toBe(Infinity);
  expect(largestFitting(fromRight, { left: 0, right: 1 }, 1)).toBeCloseTo(0.999 / 4, 15);
  expect(largestFitting(fromLeft, { left: 1, right: 0 }, 1)).toBeCloseTo(0.999 / 4, 15);
});
