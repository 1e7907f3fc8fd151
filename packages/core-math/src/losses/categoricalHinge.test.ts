import { fc, test as property } from '@fast-check/vitest';
import { real, vector } from '@handgrad/gradcheck';
import { expect, test } from 'vitest';
import { categoricalHinge, categoricalHingeGradient, categoricalHingeKinkDistance } from './categoricalHinge.js';

const hot = (size: number, k: number): Float64Array => new Float64Array(size).fill(1, k, k + 1);

/** Every way to move each of some scores by -d, 0 or d. */
function moves(size: number, d: number): number[][] {
  if (size === 0) return [[]];
  return moves(size - 1, d).flatMap((rest) => [-d, 0, d].map((x) => [...rest, x]));
}

const score = fc.oneof(real({ low: -3, high: 3 }), fc.integer({ min: -2, max: 2 }));
const rows = fc.integer({ min: 2, max: 4 }).chain((size) => fc.tuple(vector(score, size), fc.nat(size - 1)));

property.prop([rows], { numRuns: 300 })(
  'the gradient stays while no score moves as far as the distance of the kink, and jumps a little beyond',
  ([row, k]) => {
    const target = hot(row.length, k);
    const distance = categoricalHingeKinkDistance(row, target);
    expect(distance).toBeGreaterThanOrEqual(0);
    const before = categoricalHingeGradient(row, target);
    const jumps = (d: number): boolean =>
      moves(row.length, d).some((move) => {
        const after = categoricalHingeGradient(
          row.map((s, j) => s + move[j]!),
          target,
        );
        return after.some((g, j) => g !== before[j]);
      });
    // 1e-9 is more than the rounding of scores up to 3.
    if (distance > 1e-9) expect(jumps(distance - 1e-9)).toBe(false);
    expect(jumps(distance + 1e-9)).toBe(true);
  },
);

test('of wrong classes that are equally strong the first takes the slope 1', () => {
  expect(categoricalHingeGradient(Float64Array.of(3, 3, 0, 3), hot(4, 2))).toEqual(Float64Array.of(1, 0, -1, 0));
});

test('a class without a rival costs nothing, has gradient 0 and no kink; NaN stays NaN', () => {
  for (const score of [-5, 0, 5]) {
    const row = Float64Array.of(score);
    expect(categoricalHinge(row, hot(1, 0))).toBe(0);
    expect(categoricalHingeGradient(row, hot(1, 0))).toEqual(Float64Array.of(0));
    expect(categoricalHingeKinkDistance(row, hot(1, 0))).toBe(Infinity);
  }
  expect(categoricalHinge(Float64Array.of(NaN), hot(1, 0))).toBeNaN();
});

test.each([[[0.5, 0.5]], [[0, 0]], [[1, 1]], [[2, 0]]])('the target %j is not one-hot, and refused', (target) => {
  for (const call of [categoricalHinge, categoricalHingeGradient, categoricalHingeKinkDistance]) {
    expect(() => call(Float64Array.of(1, 2), Float64Array.from(target))).toThrow(RangeError);
    expect(() => call(Float64Array.of(1, 2), Float64Array.from(target))).toThrow('expected a one-hot target');
  }
});
