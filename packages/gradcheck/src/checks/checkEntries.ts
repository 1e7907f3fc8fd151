import { firstStepAt } from '../differences/measuring.js';
import { clearlyDiffer, clearSlopes } from '../differences/slopesAround.js';
import { nameAt } from '../parameters/parameters.js';
import { CaseFailed } from '../reports/report.js';
import { alongInside, compareRow, judgeRow, type Judged } from './judgeRow.js';
import { lineThrough } from './line.js';
import { MisuseError } from './runCases.js';
import { expectPutBack, note, type Row, type SlopeCase } from './slopeCase.js';

/** Compares single entries of every row with differences along one coordinate. */
export function checkEntries<P>(one: SlopeCase<P>, indices: Iterable<number>): void {
  for (const index of indices) checkEntry(one, index, one.rows);
}

export function checkEntry<P>(one: SlopeCase<P>, index: number, rows: readonly Row[]): void {
  const { caller, measuring, options, tally } = one.comparing;
  const x = one.point.given[index]!;
  const parameter = nameAt(one.point.leaves, index);
  if (options.step !== undefined && options.step < 1e3 * measuring.precision.epsilon * Math.abs(x)) {
    throw new MisuseError(
      new RangeError(
        `${caller}: expected a step that moves ${parameter} = ${x}, got ${options.step}. Leave it out for the default.`,
      ),
    );
  }
  const judge = judgeEntry(one, index);
  for (const row of rows) {
    const judged = judge(row);
    if (judged === undefined || judged.outcome === 'undecided') tally.skipped++;
    else if (judged.outcome === 'between') tally.compared++;
    else if (judged.outcome === 'agrees') note(tally, judged.analytic, judged.numeric);
    else {
      const { output } = row;
      throw new CaseFailed({ ...judged.outcome, parameter, ...(output !== undefined && { output }) });
    }
  }
  if (!one.point.copy.holds(one.point.given)) expectPutBack(one);
}

/** What each row and the differences say along one coordinate. */
function judgeEntry<P>(one: SlopeCase<P>, index: number): (row: Row) => Judged | undefined {
  const line = lineThrough(one, index, Float64Array.of(1));
  const step = firstStepAt(line.x, one.comparing.measuring);
  return (row) => judgeRow(one, row, line, row.analytic[index]!, step);
}

/** The same where there is no kink close by; undefined elsewhere. */
export function observeEntry<P>(one: SlopeCase<P>, index: number): (row: Row) => Judged | undefined {
  const { measuring, tolerance } = one.comparing;
  const line = lineThrough(one, index, Float64Array.of(1));
  const step = firstStepAt(line.x, measuring);
  return (row) => {
    const compared = compareRow(one, row, line, row.analytic[index]!, step);
    if (typeof compared?.outcome !== 'object') return compared;
    const reach = 4 * step;
    const room = { left: Math.min(reach, line.room.left), right: Math.min(reach, line.room.right) };
    const sides = clearSlopes(alongInside(line, row), line.x, room, tolerance.precision);
    return sides && clearlyDiffer(sides) ? undefined : compared;
  };
}
