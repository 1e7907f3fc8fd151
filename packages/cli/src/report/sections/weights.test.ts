import { expect, test } from 'vitest';
import { colourLimit } from './weights.js';

test('the scale of colour reaches to the largest weight, but for the few that stand alone', () => {
  const even = Float64Array.from({ length: 1000 }, (_, i) => (i - 500) / 1000);
  expect(colourLimit([even])).toBeCloseTo(0.5, 2);
  expect(colourLimit([even, Float64Array.of(1e6)])).toBeCloseTo(0.5, 2);
});

test('weights of 0, NaN or none at all still have a scale', () => {
  expect(colourLimit([])).toBe(1);
  expect(colourLimit([new Float64Array(4)])).toBe(1);
  expect(colourLimit([Float64Array.of(NaN, -2)])).toBe(2);
});
