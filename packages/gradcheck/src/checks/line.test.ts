import { describe, expect, test } from 'vitest';
import { float64 } from '../differences/measuring.js';
import { pointAt } from '../parameters/point.js';
import type { Domain } from '../parameters/rooms.js';
import { alongRow, lineThrough } from './line.js';
import { measuringFor } from './measuringFor.js';
import type { Row, SlopeCase } from './slopeCase.js';

const tolerance = { relative: 1e-9, absolute: 1e-9 };

/** A case whose outputs are its entries, which counts how often it is asked. */
function entriesCase(given: number[], { domain, rows = 1 }: { domain?: Domain; rows?: number } = {}) {
  const asked: number[][] = [];
  const one: SlopeCase<number[]> = {
    comparing: {
      caller: 'check',
      options: domain === undefined ? {} : { domain },
      tolerance,
      measuring: measuringFor('check', {}, float64, tolerance),
      tally: { worst: 0, compared: 0, skipped: 0 },
    },
    point: pointAt(given, domain, float64, 'check'),
    values: (parameters) => {
      asked.push([...parameters]);
      return [...parameters];
    },
    rows: Array.from({ length: rows }, (_, i): Row => ({ weights: i, analytic: new Float64Array(given.length) })),
  };
  return { one, asked };
}

describe('where on the line the point lies', () => {
  test.each<[string, number[], number, number[], number]>([
    ['at its entry, for one', [-3, 5], 0, [1], -3],
    ['at the size of the largest, for several', [2, -7, 5], 0, [1, 1, -1], 7],
    ['whatever the size of those that do not move', [2, -7, 5], 0, [1, 0, 1], 5],
    ['or of those before and after', [9, 2, 5, 8], 1, [1, 1], 5],
  ])('%s', (_what, given, start, slopes, x) => {
    expect(lineThrough(entriesCase(given).one, start, Float64Array.from(slopes)).x).toBe(x);
  });
});

describe('how much room there is', () => {
  const domain = { low: 0, high: 10 };

  test.each<[string, number[], number[], number, number]>([
    ['up', [2, 5], [1], 2, 8],
    ['down', [2, 5], [-1], 8, 2],
    ['the least of both', [2, 7], [1, 1], 2, 3],
    ['of opposite ways', [2, 7], [1, -1], 2, 7],
    ['that of no entry that stays', [2, 0, 7], [1, 0, 1], 2, 3],
  ])('%s', (_what, given, slopes, left, right) => {
    const { one } = entriesCase(given, { domain });
    expect(lineThrough(one, 0, Float64Array.from(slopes)).room).toEqual({ left, right });
  });

  test('without end where there is no domain', () => {
    expect(lineThrough(entriesCase([2]).one, 0, Float64Array.of(1)).room).toEqual({ left: Infinity, right: Infinity });
  });
});

describe('the outputs along a line', () => {
  test('are those where each entry moved by its slope, and the entries are put back', () => {
    const { one, asked } = entriesCase([1, 2, 3, 4]);
    const line = lineThrough(one, 1, Float64Array.of(1, -1));
    expect(line.outputsAt(line.x + 0.5)).toEqual([1, 2.5, 2.5, 4]);
    expect(asked).toHaveLength(1);
    expect(one.point.copy.now()).toEqual([1, 2, 3, 4]);
    expect(alongRow(line, one.rows[0]!)(line.x)).toBe(1);
  });

  test.each([
    [1, 'anew each time: nothing is kept that no other row will ask for', 2],
    [2, 'once for all that look at them', 1],
  ])('of %i rows are asked for %s', (rows, _how, times) => {
    const { one, asked } = entriesCase([1, 2], { rows });
    const line = lineThrough(one, 0, Float64Array.of(1));
    for (let i = 0; i < 2; i++) expect(line.outputsAt(1.5)).toEqual([1.5, 2]);
    expect(asked).toHaveLength(times);
    expect(line.outputsAt(1.25)).toEqual([1.25, 2]);
  });
});
