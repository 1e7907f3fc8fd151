import { Matrix, randomGenerator } from '@handgrad/core-math';
import { expect, test } from 'vitest';
import { fitAdaline } from './fitAdaline.js';
import { perceptronRule } from './perceptronRule.js';
import { adalineGradient } from '../neurons/adaline.js';

test('reaches the least squares line: (1, 1), (2, 2), (3, 2) gives 1/2 x + 2/3', () => {
  const fit = fitAdaline(Matrix.column([1, 2, 3]), [1, 2, 2], { learningRate: 0.3, epochs: 2000 });
  expect(fit.weights[0]).toBeCloseTo(1 / 2, 12);
  expect(fit.bias).toBeCloseTo(2 / 3, 12);
});

test('the mean loss falls at every step of a batch, below the critical rate', () => {
  const { losses } = fitAdaline(Matrix.column([1, 2, 3]), [1, 2, 2], { learningRate: 0.3, epochs: 50 });
  expect(losses).toHaveLength(51);
  for (let k = 1; k < losses.length; k++) expect(losses[k]!).toBeLessThanOrEqual(losses[k - 1]!);
});

test.each(['fixed', 'random'] as const)('sample by sample in %s order it finds an exact fit', (update) => {
  const random = randomGenerator(5);
  const inputs = Matrix.generate(20, 2, () => random.normal());
  const targets = Array.from({ length: 20 }, (_, i) => 3 * inputs.get(i, 0) - inputs.get(i, 1) + 0.5);
  const fit = fitAdaline(inputs, targets, { learningRate: 0.1, epochs: 200, update, random });
  expect(fit.weights[0]).toBeCloseTo(3, 10);
  expect(fit.weights[1]).toBeCloseTo(-1, 10);
  expect(fit.bias).toBeCloseTo(0.5, 10);
});

test('one step is the perceptron step times the error', () => {
  const neuron = { weights: Float64Array.of(0.5, -1), bias: 0.25 };
  const input = [2, 2];
  const { weights } = adalineGradient(neuron, input, 1);
  const error = 1 - (0.5 * 2 - 2 + 0.25);
  const byRule = perceptronRule(neuron, input, 1, error);
  neuron.weights.forEach((w, j) => {
    expect(w - weights[j]!).toBe(byRule.weights[j]);
  });
});

test('too large a learning rate is an error that names the epoch, not NaN', () => {
  expect(() => fitAdaline(Matrix.column([1, 2, 3]), [1, 2, 2], { learningRate: 10, epochs: 1000 })).toThrow(
    /^fitAdaline: expected a finite loss, got Infinity after epoch \d+\. Lower the learning rate of 10, or standardise the inputs\.$/,
  );
});

test('a random order is a new one, decided by the seed', () => {
  const inputs = Matrix.column([1, 2, 3, 4, 5, 6]);
  const options = { learningRate: 0.01, epochs: 2 };
  const run = (seed: number): Float64Array =>
    fitAdaline(inputs, [1, 2, 2, 4, 3, 7], { ...options, update: 'random', random: randomGenerator(seed) }).weights;
  const fixed = fitAdaline(inputs, [1, 2, 2, 4, 3, 7], { ...options, update: 'fixed' }).weights;
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
  expect(run(1)).not.toEqual(fixed);
  const given = { ...options, update: 'fixed', random: randomGenerator(1) } as const;
  expect(fitAdaline(inputs, [1, 2, 2, 4, 3, 7], given).weights).toEqual(fixed);
});
