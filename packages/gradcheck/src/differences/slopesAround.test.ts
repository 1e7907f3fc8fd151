import { describe, expect, test } from 'vitest';
import { float64 } from './measuring.js';
import { clearlyDiffer, clearSlopes, differ, noiseOf, roughly, slopesText, type Sides } from './slopesAround.js';

const everywhere = { left: Infinity, right: Infinity };

function sides(left: number, right: number, noise: readonly number[] = [0, 0, 0, 0]): Sides {
  const [a, b, c, d] = noise as [number, number, number, number];
  const how = { method: 'm', step: 1 };
  return {
    left: { value: left, rounding: a, truncation: b, ...how },
    right: { value: right, rounding: c, truncation: d, ...how },
  };
}

describe('the slopes on either side', () => {
  test('are told apart at a kink', () => {
    const found = clearSlopes(Math.abs, 0, everywhere)!;
    expect(found.left.value).toBeCloseTo(-1, 9);
    expect(found.right.value).toBeCloseTo(1, 9);
    expect(slopesText(found)).toBe('the slope is -1 on the left and 1 on the right');
  });

  test('of a function that is 0 are clear: both are 0, with nothing to be off by', () => {
    const found = clearSlopes(() => 0, 1, everywhere)!;
    expect([found.left.value + 0, found.right.value + 0]).toEqual([0, 0]);
    expect(noiseOf(found)).toBe(0);
  });

  test('are not clear where there is no room, nor in noise', () => {
    expect(clearSlopes(Math.abs, 0, { left: 0, right: 1 })).toBeUndefined();
    expect(clearSlopes(Math.abs, 0, { left: 1, right: 0 })).toBeUndefined();
    expect(clearSlopes((x) => Math.sin(1e18 * x * x), 0.7, everywhere)).toBeUndefined();
  });

  test('may be off by what each of the two is', () => {
    expect(noiseOf(sides(1, 2, [1, 10, 100, 1000]))).toBe(1111);
  });

  test('are measured to a millionth of them', () => {
    expect(roughly(float64).enough(-100)).toBeCloseTo(1e-4, 9);
    expect(roughly(float64).enough(0)).toBe(1e-10);
  });
});

describe('slopes differ', () => {
  test('clearly from a thousandth of the larger on, at any size', () => {
    for (const scale of [1e-6, 1, 1e6, -1e6]) {
      expect(clearlyDiffer(sides(1000 * scale, 1001.0005 * scale))).toBe(false);
      expect(clearlyDiffer(sides(1001.0005 * scale, 1000 * scale))).toBe(false);
      expect(clearlyDiffer(sides(1000 * scale, 1001.002 * scale))).toBe(true);
    }
    expect(clearlyDiffer(sides(0, 0))).toBe(false);
  });

  test('by more than ten times what they may be off by', () => {
    expect(differ(sides(1, 2, [0.02, 0.02, 0.02, 0.02]))).toBe(true);
    expect(differ(sides(1, 2, [0.03, 0.03, 0.03, 0.03]))).toBe(false);
    expect(differ(sides(2, 2))).toBe(false);
  });
});
