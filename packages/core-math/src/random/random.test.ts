import { expect, test } from 'vitest';
import { randomFromState, randomGenerator } from './random.js';

test('a seed fixes the whole sequence', () => {
  const draw = (seed: number): number[] => {
    const random = randomGenerator(seed);
    return [random.uniform(), random.normal(), random.integer(10), ...random.permutation(5)];
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

test.each([0, 1, 2, 3])('a generator restored after %i normal draws goes on to the same bit', (draws) => {
  const random = randomGenerator(3);
  for (let i = 0; i < draws; i++) random.normal();
  const restored = randomFromState(random.state());
  expect([restored.normal(), restored.uniform(), restored.normal()]).toEqual([
    random.normal(),
    random.uniform(),
    random.normal(),
  ]);
});
