import { describe, expect, test } from 'vitest';
import { float64 } from '../differences/measuring.js';
import { pointAt } from '../parameters/point.js';
import { comparingTo } from '../test-support/comparing.test-support.js';
import { disagreementOf } from '../test-support/failure.test-support.js';
import { rowsOf, tableAnswer, type Table } from './tableAnswer.js';

const comparing = comparingTo(1e-9);

function answerOf(call: (x: number[]) => unknown, rows: number, columns: number): number[] {
  const point = pointAt(new Array<number>(columns).fill(1), undefined, float64, 'check');
  const question = { who: 'the Jacobian', what: 'Jacobian', call: call as (x: number[]) => Table, rows };
  return Array.from(tableAnswer(question, point, comparing));
}

const square = { rows: 2, columns: 2, data: Float64Array.of(1, 2, 3, 4) };

describe('a table of the right sides is taken', () => {
  test.each<[string, unknown, number, number, number[]]>([
    ['lists of rows', [[1, 2, 3], [4, 5, 6]], 2, 3, [1, 2, 3, 4, 5, 6]], // prettier-ignore
    ['one list with its sides', square, 2, 2, [1, 2, 3, 4]],
    ['a number', 5, 1, 1, [5]],
    ['nothing, of no outputs', [], 0, 2, []],
  ])('%s', (_what, table, rows, columns, entries) => {
    expect(answerOf(() => table, rows, columns)).toEqual(entries);
  });
});

describe('one of other sides is not', () => {
  const aList = 'give it as lists of rows, or as { rows, columns, data }';

  test.each<[string, unknown, number, number, string, string]>([
    ['a row of no outputs', [[1, 2]], 0, 2, '1 x 2', aList],
    ['a column too many', [[1, 2], [3, 4]], 2, 1, '2 x 2', aList], // prettier-ignore
    ['a row too many', [[1], [2]], 1, 1, '2 x 1', aList],
    ['rows for columns', [[1, 2], [3, 4], [5, 6]], 2, 3, '3 x 2', 'transpose it'], // prettier-ignore
    ['as many rows as columns are asked for, of another length', [[1], [2], [3]], 2, 3, '3 x 1', aList],
    [
      'rows of different lengths',
      [
        [1, 2],
        [3, 4, 5],
      ],
      2,
      2,
      '2 numbers and 3 numbers',
      aList,
    ],
    ['a record of numbers', { a: 1, b: 2 }, 1, 1, 'a number and a number', aList],
    ['a list of matrices', [square, square], 2, 2, '2 x 2 and 2 x 2', aList],
  ])('%s', (_what, table, rows, columns, got, hint) => {
    expect(disagreementOf(() => answerOf(() => table, rows, columns))).toEqual({
      verdict: `expected a Jacobian of ${rows} x ${columns} (a row for each output, a column for each entry of the parameters), got ${got}`,
      hint,
    });
  });
});

test('a function that changes its argument is found out', () => {
  const changing = (x: number[]): number[][] => {
    x[0] = 7;
    return [[1, 2]];
  };
  expect(disagreementOf(() => answerOf(changing, 1, 2)).verdict).toBe(
    'the Jacobian changes its argument: x[0] was 1 and is 7',
  );
});

test('so is one that writes its next table over the one before', () => {
  const buffer = [0, 0];
  const writing = (x: number[]): number[][] => {
    buffer[0] = x[0]!;
    return [buffer];
  };
  expect(disagreementOf(() => answerOf(writing, 1, 2)).verdict).toContain(
    'the Jacobian writes its next result over the one before',
  );
});

test('rows are named after their outputs where there are several', () => {
  const table = Float64Array.of(1, 2, 3, 4);
  expect(rowsOf(table, ['output[0]', 'output[1]'])).toEqual([
    { output: 'output[0]', weights: 0, analytic: Float64Array.of(1, 2) },
    { output: 'output[1]', weights: 1, analytic: Float64Array.of(3, 4) },
  ]);
  expect(rowsOf(table, ['output'])).toStrictEqual([{ weights: 0, analytic: table }]);
});
