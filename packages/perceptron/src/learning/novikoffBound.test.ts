import { Matrix } from '@handgrad/core-math';
import { expect, test } from 'vitest';
import { marginOf, novikoffBound } from './novikoffBound.js';

const samples = Matrix.fromRows([[3], [-3]]);

test('a separator that goes through a sample has margin 0, which gives no bound', () => {
  const separator = { weights: Float64Array.of(1), bias: 3 };
  expect(marginOf(samples, [1, -1], separator)).toBeCloseTo(0, 15);
  expect(() => novikoffBound(samples, [1, -1], separator)).toThrow(
    'novikoffBound: expected a separator with margin > 0, got 0.',
  );
});

test.each([0, Infinity])('a separator of length %d has no margin', (length) => {
  const separator = { weights: Float64Array.of(length), bias: 0 };
  expect(() => marginOf(samples, [1, -1], separator)).toThrow(
    `marginOf: expected a separator other than zero and finite, got length ${length}.`,
  );
});
