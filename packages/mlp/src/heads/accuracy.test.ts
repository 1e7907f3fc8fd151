import { Matrix } from '@handgrad/core-math';
import { expect, test } from 'vitest';
import {
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  halfSquaredError,
  heads,
  hinge,
  squaredHinge,
} from '../index.js';

test.each([hinge, squaredHinge])('$name: the class of an output is its sign, 0 being the class -1', ({ accuracy }) => {
  const outputs = Matrix.column([0.2, -0.2, 3, -3, 0]);
  expect(accuracy!(outputs, Matrix.column([1, -1, 1, -1, -1]))).toBe(1);
  expect(accuracy!(outputs, Matrix.column([1, 1, 1, -1, 1]))).toBe(3 / 5);
});

test('a soft target of exactly one half is in class 0, as an output of one half is', () => {
  const half = Matrix.column([0.5]);
  expect(binaryCrossEntropy.accuracy!(half, half)).toBe(1);
  expect(binaryCrossEntropy.accuracy!(Matrix.column([0.6]), half)).toBe(0);
  expect(binaryCrossEntropyFromLogits.accuracy!(Matrix.column([0]), half)).toBe(1);
  expect(binaryCrossEntropyFromLogits.accuracy!(Matrix.column([0.1]), half)).toBe(0);
});

test('where targets are numbers or directions there is no accuracy', () => {
  const without = Object.values(heads).filter(({ accuracy }) => !accuracy);
  expect(halfSquaredError.accuracy).toBeUndefined();
  expect(without.map(({ name }) => name).sort()).toEqual([
    'absoluteError',
    'cosineSimilarity',
    'halfSquaredError',
    'huber',
    'logCosh',
    'poisson',
    'squaredError',
  ]);
});
