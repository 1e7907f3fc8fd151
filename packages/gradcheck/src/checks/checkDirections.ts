import { firstStepAt } from '../differences/measuring.js';
import { parkMiller } from '../numbers/parkMiller.js';
import { checkEntries, checkEntry } from './checkEntries.js';
import { compareRow, judgeRow } from './judgeRow.js';
import { inwardSign, lineThrough, type Line } from './line.js';
import { expectPutBack, note, type Row, type SlopeCase } from './slopeCase.js';

/**
 * Checks rows of many entries: a sample of every named parameter, then random directions of +-1 over each parameter and
 * over all. A direction that disagrees is halved until one entry is left, and that entry is reported; where none is,
 * it is skipped.
 */
export function checkDirections<P>(one: SlopeCase<P>): void {
  const { samples = 8, directions = 4 } = one.comparing.options;
  const { given, leaves } = one.point;
  const random = parkMiller(given.length);
  let start = 0;
  for (const { values } of leaves) {
    const end = start + values.length;
    checkEntries(one, sampled(start, end, samples, random));
    for (let i = 0; i < directions / 2; i++) checkDirection(one, start, end, random);
    start = end;
  }
  for (let i = 0; i < directions; i++) checkDirection(one, 0, given.length, random);
}

function checkDirection<P>(one: SlopeCase<P>, start: number, end: number, random: () => number): void {
  if (start === end) return;
  const { tally } = one.comparing;
  const line = lineThrough(one, start, signsOf(one, start, end, random));
  for (const row of one.rows) {
    const judged = judgeRow(one, row, line, productAlong(line, row), stepAlong(one, line));
    if (judged === undefined || judged.outcome === 'undecided') tally.skipped++;
    else if (judged.outcome === 'between') tally.compared++;
    else if (judged.outcome === 'agrees') note(tally, judged.analytic, judged.numeric);
    else {
      locate(one, row, line, { left: mostHalves });
      // No entry is wrong by itself: the step was one for the largest, and crossed kinks of small ones.
      tally.skipped++;
    }
  }
  if (!one.point.copy.holds(one.point.given)) expectPutBack(one);
}

/** What the row should change by along the line. */
function productAlong({ start, slopes }: Line, row: Row): number {
  let sum = 0;
  for (let i = 0; i < slopes.length; i++) sum += row.analytic[start + i]! * slopes[i]!;
  return sum;
}

/** A direction of +-1 over n entries is sqrt(n) long: the step is that much shorter, while it still moves the largest. */
function stepAlong<P>({ comparing }: SlopeCase<P>, { slopes, x }: Line): number {
  const { measuring, options } = comparing;
  const shorter = firstStepAt(0, measuring) / Math.sqrt(slopes.length);
  return options.step ?? Math.max(shorter, 1e4 * measuring.precision.epsilon * Math.abs(x));
}

/** Where many kinks disagree without being wrong, the search ends here. */
const mostHalves = 200;

/** Follows the halves that disagree down to one entry, and reports that, unless a kink excuses it. */
function locate<P>(one: SlopeCase<P>, row: Row, { start, slopes }: Line, halves: { left: number }): void {
  if (slopes.length === 1) return checkEntry(one, start, [row]);
  const middle = slopes.length >> 1;
  const parts = [slopes.subarray(0, middle), slopes.subarray(middle)];
  parts.forEach((part, i) => {
    if (halves.left-- <= 0) return;
    const half = lineThrough(one, i === 0 ? start : start + middle, part);
    const compared = compareRow(one, row, half, productAlong(half, row), stepAlong(one, half));
    if (typeof compared?.outcome === 'object') locate(one, row, half, halves);
  });
}

/** Random signs; beside an edge of the domain the one that leads away from it. */
function signsOf<P>(one: SlopeCase<P>, start: number, end: number, random: () => number): Float64Array {
  const { point, comparing } = one;
  const signs = new Float64Array(end - start);
  for (let i = 0; i < signs.length; i++) signs[i] = random() < 0.5 ? -1 : 1;
  if (comparing.options.domain === undefined) return signs;
  const near = 4 * firstStepAt(0, comparing.measuring);
  return signs.map((sign, i) => inwardSign(point.roomOf(start + i), near) ?? sign);
}

/** Some of the entries from start up to end: the first, the last, and random ones. */
export function sampled(start: number, end: number, samples: number, random: () => number): Iterable<number> {
  const length = end - start;
  if (length <= samples) return Array.from({ length }, (_, i) => start + i);
  const chosen = new Set([start, end - 1].slice(0, samples));
  while (chosen.size < samples) chosen.add(start + Math.floor(random() * length));
  return chosen;
}
