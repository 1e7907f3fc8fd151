import { expect, test } from 'vitest';
import { chosenOutputs, randomWeights } from './combinations.js';

test.each([0, 1, 15, 16])('of %i outputs all are compared', (length) => {
  expect(chosenOutputs(length)).toEqual(Array.from({ length }, (_, i) => i));
});

test.each([17, 18, 1000, 407_050])('of %i outputs eight are: the first, the last, and some between', (length) => {
  const chosen = chosenOutputs(length);
  expect(new Set(chosen).size).toBe(8);
  expect([chosen[0], chosen[7]]).toEqual([0, length - 1]);
  expect(chosen).toEqual([...chosen].sort((a, b) => a - b));
  expect(chosen.every(Number.isInteger)).toBe(true);
  expect(chosenOutputs(length)).toEqual(chosen);
});

test('weights are quarters from -2 to 2 without 0, all as often', () => {
  const weights = Array.from(randomWeights(16_000, 1));
  const quarters = [-8, -7, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 7, 8];
  expect(new Set(weights)).toEqual(new Set(quarters.map((count) => count / 4)));
  for (const count of quarters) {
    expect(Math.abs(weights.filter((weight) => weight === count / 4).length - 1000)).toBeLessThan(150);
  }
});

test('weights are the same for the same seed, and others for another seed or length', () => {
  expect(randomWeights(5, 1)).toEqual(randomWeights(5, 1));
  expect(randomWeights(5, 2)).not.toEqual(randomWeights(5, 1));
  expect(randomWeights(6, 1).slice(0, 5)).not.toEqual(randomWeights(5, 1));
  // Signs differ from the first weight on, also between seeds that are neighbours.
  const first = Array.from({ length: 200 }, (_, seed) => randomWeights(3, seed)[0]!);
  expect(new Set(first).size).toBe(16);
});
