import { expect, test } from 'vitest';
import { randomGenerator } from '../random/random.js';
import { heNormal, initializers, lecunNormal, uniformInitializer, zeros } from './index.js';

test('the variances are those of the papers: 1/d, 2/(d + m), 2/d', () => {
  const { lecunNormal, lecunUniform, glorotNormal, glorotUniform, heNormal, heUniform } = initializers;
  expect([lecunNormal, lecunUniform].map(({ variance }) => variance(50, 30))).toEqual([1 / 50, 1 / 50]);
  expect([glorotNormal, glorotUniform].map(({ variance }) => variance(50, 30))).toEqual([1 / 40, 1 / 40]);
  expect([heNormal, heUniform].map(({ variance }) => variance(50, 30))).toEqual([1 / 25, 1 / 25]);
});

test('he draws sqrt(2) times what lecun draws from the same seed', () => {
  const he = heNormal(randomGenerator(3), 4, 5).data;
  lecunNormal(randomGenerator(3), 4, 5).data.forEach((w, k) => expect(he[k]).toBeCloseTo(w * Math.SQRT2, 14));
});

test('uniform keeps to the interval that it is given', () => {
  const positive = uniformInitializer({ low: 0, high: 1 });
  expect(positive.draw(randomGenerator(1), 20, 20).data.every((w) => w >= 0 && w < 1)).toBe(true);
  expect(positive.parameters).toEqual({ low: 0, high: 1 });
  expect(positive.variance(3, 3)).toBe(1 / 12);
});

test.each([
  [1, 1],
  [-Infinity, 0],
  [0, Infinity],
])('uniform has no interval from %d to %d', (low, high) => {
  expect(() => uniformInitializer({ low, high })).toThrow(
    `uniformInitializer: expected low < high, got ${low} and ${high}.`,
  );
});

test('each weight takes one number from the generator, and no more are taken', () => {
  const random = randomGenerator(1);
  uniformInitializer().draw(random, 2, 3);
  const other = randomGenerator(1);
  for (let draws = 0; draws < 6; draws++) other.uniform();
  expect(random.uniform()).toBe(other.uniform());
});

test.each([
  [0, 3],
  [3, 0],
  [1.5, 3],
  [3, 1.5],
])('the message names the sides: %d x %d', (inputs, outputs) => {
  expect(() => zeros(randomGenerator(1), inputs, outputs)).toThrow(
    `zeros: expected whole numbers >= 1 of inputs and outputs, got ${inputs} x ${outputs}.`,
  );
});
