import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { confusionPart } from './confusion.js';

const counts = fc
  .integer({ min: 1, max: 6 })
  .chain((n) =>
    fc.array(fc.array(fc.nat({ max: 999 }), { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
  );

function cells(html: string, row: string): string[] {
  return [...html.matchAll(new RegExp(row, 'g'))].map(([, text]) => text!);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

test('every count stands in its cell, with the totals of rows, columns and all', () => {
  fc.assert(
    fc.property(counts, (matrix) => {
      const { html } = confusionPart({ classes: matrix.map((_, i) => `c${i}`), counts: matrix }).body;
      const inside = cells(html, '<td class="(?:right|wrong|zero)"[^>]*>(\\d+)</td>').map(Number);
      expect(inside).toEqual(matrix.flat());
      const totals = cells(html, '<td class="[^"]*total[^"]*">([^<]*)</td>').map((text) =>
        text.replaceAll('\u202f', ''),
      );
      const body = totals.slice(0, 2 * matrix.length);
      expect(body.filter((_, i) => i % 2 === 0).map(Number)).toEqual(matrix.map(sum));
      const foot = totals.slice(2 * matrix.length, 3 * matrix.length + 1).map(Number);
      expect(foot).toEqual([...matrix.map((_, j) => sum(matrix.map((row) => row[j]!))), sum(matrix.flat())]);
    }),
  );
});

test('recall is of the row, precision of the column', () => {
  const { html } = confusionPart({
    classes: ['a', 'b'],
    counts: [
      [3, 1],
      [0, 4],
    ],
  }).body;
  expect(html).toContain('>75.0</td>');
  expect(cells(html, 'precision %</th><td class="total">([^<]*)</td><td class="total">([^<]*)</td>')).toEqual([
    '100.0',
  ]);
  expect(html).toContain('>80.0</td>');
  expect(html).toContain('7 of 8 samples on the diagonal');
  expect(html).toContain('<strong>a</strong> taken for <strong>b</strong> (1)');
});

test('a class without samples has neither recall nor precision', () => {
  const { html } = confusionPart({
    classes: ['a', 'b'],
    counts: [
      [2, 0],
      [0, 0],
    ],
  }).body;
  expect(html).toContain('>–</td>');
  expect(html).not.toContain('NaN');
  expect(html).toContain('No mistake at all');
});

test('throws a RangeError where the counts do not fit the classes', () => {
  expect(() => confusionPart({ classes: ['a', 'b'], counts: [[1, 2]] })).toThrow(/expected 2 x 2 counts.*got 1 x 2/);
});
