import { expect, test } from 'vitest';
import { float64 } from '../differences/measuring.js';
import { pointAt } from '../parameters/point.js';
import { comparingTo } from '../test-support/comparing.test-support.js';
import { steadyOutputs, type Outputs } from './steadyOutputs.js';

const comparing = comparingTo(1e-9);

function outputsOf<Y>(f: (x: number[]) => Y, isScalar = false): Outputs<number[], Y> {
  const asked = { who: 'the function', result: 'output', isScalar, f };
  return steadyOutputs(asked, pointAt([1, 2], undefined, float64, 'check'), comparing);
}

test('a result whose length depends on the values of the parameters is refused', () => {
  const { values } = outputsOf((x) => (x[0]! > 3 ? [1, 2, 3] : [1, 2]));
  expect(values([1, 2])).toHaveLength(2);
  expect(() => values([4, 2])).toThrow('the function gives 2 numbers and then 3');
});

test('a function that remembers its argument is asked with new ones, though some of its outputs are always right', () => {
  const known = new WeakMap<number[], number>();
  const sum = (x: number[]): number => {
    if (!known.has(x)) known.set(x, x[0]! + x[1]!);
    return known.get(x)!;
  };
  const { values } = outputsOf((x) => [sum(x), 7]);
  const moved = [1, 2];
  expect(Array.from(values(moved))).toEqual([3, 7]);
  moved[0] = 5;
  expect(Array.from(values(moved))).toEqual([7, 7]);
});

test('so is one that throws beside the point, where nobody can tell', () => {
  const seen: number[][] = [];
  const { values } = outputsOf((x) => {
    seen.push(x);
    if (x[0]! !== 1) throw new RangeError('not here');
    return x[0]!;
  }, true);
  const given = [1, 2];
  expect(Array.from(values(given))).toEqual([1]);
  expect(seen).not.toContain(given);
});

test('any other is asked with what it is given', () => {
  const seen: number[][] = [];
  const { values } = outputsOf((x) => {
    seen.push(x);
    return x[0]! * x[1]!;
  }, true);
  const given = [3, 2];
  expect(Array.from(values(given))).toEqual([6]);
  expect(seen.at(-1)).toBe(given);
});
