import { expect, test } from 'vitest';
import { generalized } from './generalized.js';

test('every number becomes what the entry makes of it, and typed arrays become lists', () => {
  const text = (x: number): string => `<${x}>`;
  expect(generalized(1, text)).toBe('<1>');
  expect(generalized(Float64Array.of(1, 2), text)).toStrictEqual(['<1>', '<2>']);
  expect(generalized(Float32Array.of(1, 2), text)).toStrictEqual(['<1>', '<2>']);
  expect(generalized({ a: [1, [2]], b: { c: 3 } }, text)).toStrictEqual({ a: ['<1>', ['<2>']], b: { c: '<3>' } });
});

test('the sides of a matrix stay numbers', () => {
  const matrix = { rows: 1, columns: 2, data: Float64Array.of(3, 4) };
  expect(generalized([matrix], (x) => ({ value: x }))).toStrictEqual([
    { rows: 1, columns: 2, data: [{ value: 3 }, { value: 4 }] },
  ]);
});
