import { expect, test } from 'vitest';
import { figuresOf } from './measure.js';
import { parityParts } from './parts.js';

const relu = parityParts().find(({ formula }) => formula === 'relu')!;
const right = Float32Array.from(relu.expected());

test('results that are core-math rounded to float32 have next to no error', () => {
  const { share, entries, specials } = figuresOf(relu, right);
  expect(share).toBeLessThan(0.01);
  expect(entries).toBe(right.length - relu.specials);
  expect(specials).toEqual({});
});

test('one entry that is NaN, infinite or a little off is seen, with its argument', () => {
  const entry = right.findIndex((y) => y === 5);
  for (const [wrong, least] of [
    [NaN, Infinity],
    [Infinity, 1e30],
    [5.001, 10],
    [-5, 1e5],
  ]) {
    const { share, at } = figuresOf(relu, right.with(entry, wrong));
    expect(share).toBeGreaterThanOrEqual(least);
    expect(at).toEqual([5]);
  }
});

test('what becomes of special numbers is told where it is not what core-math makes of them', () => {
  const specials = [0, 0, -1, 0, 0, -1e-40];
  const { share, specials: told } = figuresOf(relu, Float32Array.from([...right.subarray(0, -6), ...specials]));
  expect(share).toBeLessThan(0.01);
  expect(told).toEqual({ NaN: '0', Infinity: '0', '-Infinity': '-1', '1e-40': '0', '-1e-40': '-1e-40' });
});

test('results of another length are refused', () => {
  expect(() => figuresOf(relu, right.subarray(1))).toThrow('results of activations/relu/value');
});
