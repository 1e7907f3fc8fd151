import { Matrix, randomGenerator } from '@handgrad/core-math';
import { expect, test } from 'vitest';
import { fitSoftmaxRegression } from './fitSoftmaxRegression.js';

test.each([0, 0.5, 3])('gradient descent and Newton find the same maximum with l2 = %d', (l2) => {
  const random = randomGenerator(13);
  const inputs = Matrix.generate(30, 2, () => random.normal());
  const classes = Array.from({ length: 30 }, () => random.integer(3));
  const newton = fitSoftmaxRegression(inputs, classes, { l2 });
  const descent = fitSoftmaxRegression(inputs, classes, {
    l2,
    method: 'gradientDescent',
    learningRate: 1,
    iterations: 2000,
    tolerance: 1e-13,
  });
  expect(descent.reason).toBe('maximum');
  // A slope of 1e-13 over a curvature of at least 0.05 is a distance of 2e-12.
  newton.weights.data.forEach((w, at) => expect(Math.abs(descent.weights.data[at]! - w)).toBeLessThan(1e-11));
  newton.bias.forEach((b, c) => expect(Math.abs(descent.bias[c]! - b)).toBeLessThan(1e-11));
});

test('classes that touch are separated in part, and reported so', () => {
  const fit = fitSoftmaxRegression(Matrix.column([0, 1, 2, 2, 3, 4, 4, 5]), [0, 0, 0, 1, 1, 1, 2, 2]);
  expect(fit).toMatchObject({ converged: false, reason: 'separated', separation: { kind: 'quasiComplete' } });
});
