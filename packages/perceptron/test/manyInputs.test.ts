import { Matrix } from '@handgrad/core-math';
import { expect, test } from 'vitest';
import {
  detectSeparation,
  fitLogisticRegression,
  fitPerceptron,
  fitSoftmaxRegression,
  novikoffBound,
} from '../src/index.js';

/** More entries than a call may have arguments. */
const many = 200_000;
const inputs = Matrix.generate(2, many, (i, j) => (i === 0 ? 1 : -1) * (j === 0 ? 2 : 1));

test('samples with 200,000 inputs do not run out of stack', () => {
  const fit = fitPerceptron(inputs, [1, -1]);
  // One mistake: w = x, b = 1; the margin is that of the length of (x, 1) for the first, a little less for the second.
  expect(fit.updates).toBe(1);
  expect(novikoffBound(inputs, [1, -1], fit)).toBeCloseTo(1, 4);
  expect(detectSeparation(inputs, [1, 0]).kind).toBe('complete');
  const options = { method: 'gradientAscent', learningRate: 1e-6, l2: 1, iterations: 1 } as const;
  expect(fitLogisticRegression(inputs, [1, 0], options).weights[0]).toBeCloseTo(2e-6, 12);
  const descent = { method: 'gradientDescent', learningRate: 1e-6, l2: 1, iterations: 1 } as const;
  expect(fitSoftmaxRegression(inputs, [1, 0], descent).gradientNorm).toBeGreaterThan(0);
});
