import { test } from '@fast-check/vitest';
import * as fc from 'fast-check';
import { describe, expect } from 'vitest';
import { labels } from './labels.js';

const seeds = Array.from({ length: 10 }, (_, i) => i);

describe('labels', () => {
  test.prop([labels({ min: 0, max: 9 }, 4)])('are indices of classes, one for each sample', (ys) => {
    expect(ys.length).toBeLessThanOrEqual(9);
    expect(ys.every((y) => [0, 1, 2, 3].includes(y))).toBe(true);
  });

  test.prop([labels({ min: 1, max: 5 }, 3, { oneHot: true })])('have a single 1 in each row when one-hot', (ys) => {
    expect(ys.columns).toBe(3);
    for (let i = 0; i < ys.rows; i++) {
      expect(Array.from(ys.data.subarray(3 * i, 3 * i + 3)).sort()).toEqual([0, 0, 1]);
    }
  });

  test('reach every class, and the first and the last more often than one in four of five', () => {
    const drawn = fc.sample(labels(1, 5), { numRuns: 1000, seed: 1 }).map(([y]) => y!);
    const share = (y: number): number => drawn.filter((each) => each === y).length / drawn.length;
    expect(new Set(drawn).size).toBe(5);
    expect(share(0)).toBeGreaterThan(0.25);
    expect(share(4)).toBeGreaterThan(0.25);
  });

  test('shrink to the fewest samples of the lowest classes', () => {
    for (const seed of seeds) {
      const property = fc.property(labels({ min: 0, max: 8 }, 6), (ys) => ys.length < 2 || ys.every((y) => y < 3));
      expect(fc.check(property, { seed, numRuns: 500 }).counterexample![0].sort()).toEqual([0, 3]);
    }
  });

  test('shrink when one-hot, and when given by hand', () => {
    const property = fc.property(labels({ min: 1, max: 4 }, 3, { oneHot: true }), (ys) => ys.rows < 2);
    const examples: [{ rows: number; columns: number; data: Float64Array }][] = [
      [{ rows: 3, columns: 3, data: Float64Array.of(0, 0, 1, 0, 1, 0, 1, 0, 0) }],
    ];
    expect(fc.check(property, { examples, numRuns: 1 }).counterexample![0]).toEqual({
      rows: 2,
      columns: 3,
      data: Float64Array.of(1, 0, 0, 1, 0, 0),
    });
  });

  test.each([0, -1, 2.5, NaN])('throw for %j classes', (classes) => {
    expect(() => labels(3, classes)).toThrow('labels: expected a whole number of classes >= 1');
  });
});
