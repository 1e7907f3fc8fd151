import { firstStepAt } from '../differences/measuring.js';
import { parkMiller } from '../numbers/parkMiller.js';
import { CaseFailed, type Disagreement } from '../reports/report.js';
import { checkEntries, checkEntry } from './checkEntries.js';
import { judgeRow } from './judgeRow.js';
import { inwardSign, lineThrough, type Line } from './line.js';
import { note, type Row, type SlopeCase } from './slopeCase.js';

/**
 * Checks rows of many entries: a sample of every named parameter, then random directions of +-1 over each parameter and
 * over all. A direction that disagrees is halved until one entry is left, and that entry is reported.
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
  const signs = signsOf(one, start, end, random);
  const { tally } = one.comparing;
  const line = lineThrough(one, start, end, (i) => signs[i - start]!);
  for (const row of one.rows) {
    const judged = judgeDirection(one, row, line);
    if (judged === undefined || judged.outcome === 'undecided') tally.skipped++;
    else if (judged.outcome === 'between') tally.compared++;
    else if (judged.outcome === 'agrees') note(tally, judged.analytic, judged.numeric);
    else {
      locate(one, row, line);
      throw new CaseFailed(overAll(judged.outcome, row, end - start));
    }
  }
}

function overAll(disagreement: Disagreement, { output }: Row, entries: number): Disagreement {
  const parameter = `a random direction over ${entries} entries`;
  return { ...disagreement, parameter, ...(output !== undefined && { output }) };
}

function judgeDirection<P>(one: SlopeCase<P>, row: Row, line: Line): ReturnType<typeof judgeRow> {
  const { start, end, slopeOf, x } = line;
  const { measuring, options } = one.comparing;
  let product = 0;
  for (let i = start; i < end; i++) product += row.analytic[i]! * slopeOf(i);
  // A direction of +-1 over n entries is sqrt(n) long: the step is that much shorter, while it still moves the largest.
  const shorter = firstStepAt(0, measuring) / Math.sqrt(end - start);
  const step = options.step ?? Math.max(shorter, 1e4 * measuring.precision.epsilon * Math.abs(x));
  return judgeRow(one, row, line, product, step);
}

/** Follows the half that disagrees down to one entry, and reports that. */
function locate<P>(one: SlopeCase<P>, row: Row, { start, end, slopeOf }: Line): void {
  if (end - start === 1) return checkEntry(one, start, [row]);
  const middle = (start + end) >> 1;
  for (const [low, high] of [
    [start, middle],
    [middle, end],
  ] as const) {
    const half = lineThrough(one, low, high, slopeOf);
    const outcome = judgeDirection(one, row, half)?.outcome;
    if (typeof outcome === 'object') return locate(one, row, half);
  }
}

/** Random signs; beside an edge of the domain the one that leads away from it. */
function signsOf<P>(one: SlopeCase<P>, start: number, end: number, random: () => number): Float64Array {
  const { point, comparing } = one;
  const near = 4 * firstStepAt(0, comparing.measuring);
  return new Float64Array(end - start).map((_, i) => {
    const sign = random() < 0.5 ? -1 : 1;
    return inwardSign(point.roomOf(start + i), near) ?? sign;
  });
}

/** Some of the entries from start up to end: the first, the last, and random ones. */
export function sampled(start: number, end: number, samples: number, random: () => number): Iterable<number> {
  const length = end - start;
  if (length <= samples) return Array.from({ length }, (_, i) => start + i);
  const chosen = new Set([start, end - 1].slice(0, samples));
  while (chosen.size < samples) chosen.add(start + Math.floor(random() * length));
  return chosen;
}
