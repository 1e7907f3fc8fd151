import { describe, expect, test } from 'vitest';
import { float32, float64 } from '../differences/measuring.js';
import { pointAt, pointBeside } from './point.js';
import { leavesOf } from './parameters.js';
import { roomsOf } from './rooms.js';

describe('roomsOf', () => {
  const parameters = { a: [1, 2], layers: [{ bias: 3 }, { bias: 4, scale: 5 }], ab: 6 };
  const rooms = (domain: Parameters<typeof roomsOf>[0]): [number, number][] => {
    const roomOf = roomsOf(domain, leavesOf(parameters, 'test'), 'test');
    return [0, 1, 2, 3, 4, 5].map((i) => [roomOf(i).left, roomOf(i).right]);
  };
  const free: [number, number] = [Infinity, Infinity];

  test('are without end where there is no domain', () => {
    expect(rooms(undefined)).toEqual(Array(6).fill(free));
  });

  test('reach to the ends of one interval for all', () => {
    expect(rooms({ low: 1, high: 10 })).toEqual([1, 2, 3, 4, 5, 6].map((x) => [x - 1, 10 - x]));
  });

  test('are those of the name, and of the record or list that holds it', () => {
    const interval = { low: 0, high: 10 };
    const inside = (x: number): [number, number] => [x, 10 - x];
    expect(rooms({ a: interval })).toEqual([inside(1), inside(2), free, free, free, free]);
    expect(rooms({ layers: interval })).toEqual([free, free, inside(3), inside(4), inside(5), free]);
    expect(rooms({ 'layers[1]': interval })).toEqual([free, free, free, inside(4), inside(5), free]);
    expect(rooms({ 'layers[1].bias': interval })).toEqual([free, free, free, inside(4), free, free]);
  });

  test('need every entry inside, the ends included where they are closed', () => {
    expect(() => rooms({ a: { low: 1, high: 2 } })).not.toThrow();
    expect(() => rooms({ a: { low: 1, high: 2, lowOpen: true } })).toThrow('expected a[0] in its domain from 1 to 2');
    expect(() => rooms({ a: { low: 1, high: 2, highOpen: true } })).toThrow('expected a[1] in its domain from 1 to 2');
    expect(() => rooms({ 'layers[1].scale': { low: 6, high: 7 } })).toThrow(
      'test: expected layers[1].scale in its domain from 6 to 7, got 5. Move the point, or widen the domain.',
    );
  });

  test('need both ends of an interval for all', () => {
    for (const [half, name] of [
      [{ low: 0 }, 'low'],
      [{ high: 10 }, 'high'],
    ] as const) {
      expect(() => rooms(half as unknown as { low: number; high: number })).toThrow(
        `test: expected a domain of a, layers[0].bias, layers[1].bias, layers[1].scale, ab, got one of ${name}. Correct the name.`,
      );
    }
    const ends = leavesOf({ low: 1, high: 5 }, 'test');
    const byName = { low: { low: 0, high: 2 }, high: { low: 4, high: 9 } };
    const roomOf = roomsOf(byName, ends, 'test');
    expect([roomOf(0), roomOf(1)]).toEqual([
      { left: 1, right: 1 },
      { left: 1, right: 4 },
    ]);
  });

  test('need names that parameters have', () => {
    expect(() => rooms({ b: { low: 0, high: 1 } })).toThrow('got one of b. Correct the name.');
    expect(() => rooms({ layer: { low: 0, high: 1 } })).toThrow('got one of layer. Correct the name.');
  });
});

describe('a point', () => {
  test('is in numbers of the precision', () => {
    expect(pointAt({ a: [0.1, 2 ** -130] }, undefined, float32, 'test').at).toEqual({ a: [Math.fround(0.1), 0] });
    expect(pointAt({ a: [0.1] }, undefined, float64, 'test').given).toEqual(Float64Array.of(0.1));
  });

  test.each([NaN, Infinity, -Infinity])('may not be %d anywhere', (x) => {
    expect(() => pointAt({ a: [1, x] }, undefined, float64, 'test')).toThrow(
      `test: expected finite parameters, got ${x} at a[1]. Move the point.`,
    );
    expect(() => pointAt(x, undefined, float64, 'test')).toThrow(`expected finite parameters, got ${x} at x.`);
  });
});

describe('the point beside another', () => {
  const beside = (x: number, low: number, high: number): number =>
    pointBeside(pointAt([x], { low, high }, float64, 'test'), float64)[0]!;

  test('lies a thousandth to the right, of its size beyond 1', () => {
    expect(beside(0.5, -100, 200)).toBe(0.501);
    expect(beside(-2000, -1e4, 1e4)).toBe(-1998);
  });

  test('lies to the left where there is less room on the right', () => {
    expect(beside(0.5, -100, 1)).toBe(0.499);
    expect(beside(1, 0, 1)).toBe(0.999);
  });

  test('takes no more than half of the room', () => {
    expect(beside(0, -1e-6, 2e-6)).toBe(1e-6);
    expect(beside(0, -2e-6, 1e-6)).toBe(-1e-6);
    expect(beside(3, 3, 3)).toBe(3);
  });

  test('is a number of the precision', () => {
    const [x] = pointBeside(pointAt([0.5], undefined, float32, 'test'), float32);
    expect(x).toBe(Math.fround(0.501));
  });
});
