import { expect, test } from 'vitest';
import { movingMean } from './movingMean.js';

test('each value becomes the mean of its neighbours, fewer of them at the ends', () => {
  expect(movingMean([1, 2, 6, 4], 1)).toEqual([1.5, 3, 4, 5]);
  expect(movingMean([1, 2, 6, 4], 0)).toEqual([1, 2, 6, 4]);
});

test('values that are not finite are gaps, and no part of any mean', () => {
  expect(movingMean([1, NaN, 3, Infinity, 5], 1)).toEqual([1, NaN, 3, NaN, 5]);
});
