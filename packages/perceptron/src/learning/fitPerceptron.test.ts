import { Matrix, randomGenerator } from '@handgrad/core-math';
import { describe, expect, test } from 'vitest';
import { fitPerceptron } from './fitPerceptron.js';
import { novikoffBound } from './novikoffBound.js';

const corners = Matrix.fromRows([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]);

describe('on the corners of the square', () => {
  test('AND in fixed order, as an independent run of the rule has it', () => {
    const fit = fitPerceptron(corners, [-1, -1, -1, 1]);
    expect(fit).toEqual({
      weights: Float64Array.of(3, 2),
      bias: -4,
      converged: true,
      reason: 'noMistake',
      epochs: 9,
      mistakes: [2, 3, 3, 2, 2, 3, 2, 1, 0],
      updates: 18,
    });
    expect(fit.updates).toBeLessThanOrEqual(novikoffBound(corners, [-1, -1, -1, 1], fit));
  });

  test('XOR goes round in circles: the weights stay bounded for 1000 epochs', () => {
    const fit = fitPerceptron(corners, [-1, 1, 1, -1], { epochs: 1000 });
    expect(fit.converged).toBe(false);
    expect(fit.epochs).toBe(1000);
    expect(Math.max(...fit.weights.map(Math.abs), Math.abs(fit.bias))).toBeLessThanOrEqual(3);
  });
});

test('a random order is decided by the seed', () => {
  const run = (seed: number): number[] => {
    const random = randomGenerator(seed);
    const inputs = Matrix.generate(40, 2, () => random.normal());
    const labels = Array.from({ length: 40 }, (_, i) => (inputs.get(i, 0) + 0.1 > inputs.get(i, 1) ? 1 : -1));
    return [...fitPerceptron(inputs, labels, { order: 'random', random }).mistakes];
  };
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});

test('a matrix of labels with one column is taken as it is', () => {
  expect(fitPerceptron(corners, Matrix.column([-1, -1, -1, 1])).converged).toBe(true);
});
