import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { planOf } from './panels.js';

const side = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 6000 }));
const depths = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 600_000 }));
const threads = fc.integer({ min: 1, max: 8 });

/** Numbers that are packed at once: of the left side or sums, and of the right side. */
const mostRows = 2 ** 20;
const mostColumns = 2 ** 17;

property.prop([side, depths, side, threads])(
  'parts are whole panels of two rows and eight columns, cover the result, and fit the caches where one panel does',
  (rows, depth, columns, count) => {
    const { rowsAtOnce, columnsAtOnce, parts } = planOf(rows, depth, columns, count);
    expect([rowsAtOnce % 2, columnsAtOnce % 8]).toEqual([0, 0]);
    expect(Math.min(rowsAtOnce / 2, columnsAtOnce / 8)).toBeGreaterThanOrEqual(1);
    expect(parts).toBe(Math.ceil(rows / rowsAtOnce) * Math.ceil(columns / columnsAtOnce));
    if (columnsAtOnce > 8) expect(columnsAtOnce * depth).toBeLessThanOrEqual(mostColumns);
    if (rowsAtOnce > 2) expect(rowsAtOnce * Math.max(depth, columnsAtOnce)).toBeLessThanOrEqual(mostRows);
  },
);

property.prop([side, depths, side])('one thread cuts only what does not fit', (rows, depth, columns) => {
  const { rowsAtOnce, columnsAtOnce } = planOf(rows, depth, columns, 1);
  if (columnsAtOnce < columns) expect((columnsAtOnce + 8) * depth).toBeGreaterThan(mostColumns);
  if (rowsAtOnce < rows) expect((rowsAtOnce + 2) * Math.max(depth, columnsAtOnce)).toBeGreaterThan(mostRows);
  // What is cut for nothing would be packed for nothing: no more than one panel is beyond the sides.
  expect(rowsAtOnce).toBeLessThan(rows + 2);
  expect(columnsAtOnce).toBeLessThan(columns + 8);
});

const long = fc.integer({ min: 1024, max: 4096 });
const short = fc.integer({ min: 1, max: 64 });

property.prop([long, short, short, fc.integer({ min: 2, max: 8 })])(
  'for threads the longer side is cut: two to four parts for each',
  (length, depth, width, count) => {
    const tall = planOf(length, depth, width, count);
    expect(tall.columnsAtOnce).toBeGreaterThanOrEqual(width);
    const wide = planOf(width, depth, length, count);
    expect(wide.rowsAtOnce).toBeGreaterThanOrEqual(width);
    for (const { parts } of [tall, wide]) {
      expect(parts).toBeGreaterThanOrEqual(2 * count);
      expect(parts).toBeLessThanOrEqual(4 * count);
    }
  },
);

test('where the caches have cut the columns already, rows are cut less: four parts for each thread in all', () => {
  // 2^17 numbers are 32 columns of 4096: four groups, so that eight threads want eight cuts of the rows.
  expect(planOf(400, 4096, 128, 8)).toEqual({ rowsAtOnce: 50, columnsAtOnce: 32, parts: 32 });
});
