import { Matrix } from '@handgrad/core-math';
import { expect, test } from 'vitest';
import { softmaxLogLoss } from './softmaxLogLoss.js';

const inputs = Matrix.column([3]);

test.each([
  ['a bias too many', new Matrix(1, 2), new Float64Array(3)],
  ['no class at all', new Matrix(1, 0), new Float64Array(0)],
  ['a row of weights too many', new Matrix(2, 2), new Float64Array(2)],
])('a model with %s is refused', (_, weights, bias) => {
  expect(() => softmaxLogLoss({ weights, bias }, inputs, [0])).toThrow('expected weights 1 x C and C biases');
});

test('the only class there is has probability 1', () => {
  expect(softmaxLogLoss({ weights: Matrix.column([5]), bias: Float64Array.of(2) }, inputs, [0])).toBe(0);
});
