import { expect, test } from 'vitest';
import { estimateDerivative } from './estimateDerivative.js';
import { float64, type Measuring } from './measuring.js';

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
