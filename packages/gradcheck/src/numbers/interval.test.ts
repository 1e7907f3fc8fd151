import { expect, test } from 'vitest';
import { nextDown, nextUp } from './doubles.js';
import { doublesOf, everyDouble } from './interval.js';

test('an interval holds its ends unless they are open or infinite', () => {
  expect(doublesOf({ low: 1, high: 2 }, 'test')).toEqual({ first: 1, last: 2 });
  expect(doublesOf({ low: 1, high: 2, lowOpen: true }, 'test')).toEqual({ first: nextUp(1), last: 2 });
  expect(doublesOf({ low: 1, high: 2, highOpen: true }, 'test')).toEqual({ first: 1, last: nextDown(2) });
  expect(doublesOf(everyDouble, 'test')).toEqual({ first: -Number.MAX_VALUE, last: Number.MAX_VALUE });
});

test.each([
  [{ low: NaN, high: 1 }, '[NaN, 1]'],
  [{ low: 0, high: NaN, highOpen: true }, '[0, NaN)'],
])('an end that is NaN is refused: %o', (interval, text) => {
  expect(() => doublesOf(interval, 'check')).toThrow(
    `check: expected an interval with low <= high, got ${text}. Give both ends.`,
  );
});

test.each([
  [{ low: 2, high: 1 }, '[2, 1]'],
  [{ low: 1, high: 1, lowOpen: true }, '(1, 1]'],
  [{ low: Infinity, high: Infinity }, '[Infinity, Infinity]'],
])('an interval without a double is refused: %o', (interval, text) => {
  expect(() => doublesOf(interval, 'check')).toThrow(
    `check: expected an interval that holds at least one double, got ${text}. Swap or widen its ends.`,
  );
});
