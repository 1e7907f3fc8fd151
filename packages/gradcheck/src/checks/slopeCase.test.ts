import { expect, test } from 'vitest';
import { inwardSign, rowOf } from './line.js';
import { note, type Row } from './slopeCase.js';

test('the worst error is the largest |analytic - numeric| / max(1, |numeric|)', () => {
  const tally = { worst: 0, compared: 0, skipped: 0 };
  note(tally, 0.5, 0.25);
  expect(tally).toEqual({ worst: 0.25, compared: 1, skipped: 0 });
  note(tally, -3, -4);
  expect(tally).toEqual({ worst: 0.25, compared: 2, skipped: 0 });
  note(tally, 3, -4);
  expect(tally.worst).toBe(1.75);
  note(tally, 1, 1);
  expect(tally).toEqual({ worst: 1.75, compared: 4, skipped: 0 });
});

test('a row is one output, or so much of each; what counts for nothing may be NaN', () => {
  const row = (weights: Row['weights']): Row => ({ weights, analytic: new Float64Array(1) });
  expect(rowOf([3, 5, 7], row(1))).toBe(5);
  expect(rowOf([3, 5, 7], row([2, 0.5, -1]))).toBe(1.5);
  expect(rowOf([NaN, 5], row([0, 2]))).toBe(10);
  expect(rowOf([NaN, 5], row([1, 2]))).toBeNaN();
});

test('beside an edge, nearer than asked for, an entry moves away from the nearer end', () => {
  expect(inwardSign({ left: 0.5, right: 3 }, 1)).toBe(1);
  expect(inwardSign({ left: 3, right: 0.5 }, 1)).toBe(-1);
  expect(inwardSign({ left: 0.5, right: 0.5 }, 1)).toBe(-1);
  expect(inwardSign({ left: 1, right: 3 }, 1)).toBeUndefined();
  expect(inwardSign({ left: Infinity, right: Infinity }, 1)).toBeUndefined();
});
