import { firstStepAt } from '../differences/measuring.js';
import { nameAt } from '../parameters/parameters.js';
import { ratioHint } from '../reports/hintAt.js';
import { CaseFailed } from '../reports/report.js';
import { judgeRow } from './judgeRow.js';
import { lineThrough } from './line.js';
import { MisuseError } from './runCases.js';
import { note, type Row, type SlopeCase } from './slopeCase.js';

/** Compares single entries of every row with differences along one coordinate. */
export function checkEntries<P>(one: SlopeCase<P>, indices: Iterable<number>): void {
  for (const index of indices) checkEntry(one, index, one.rows);
}

export function checkEntry<P>(one: SlopeCase<P>, index: number, rows: readonly Row[]): void {
  const { caller, measuring, options, tally } = one.comparing;
  const line = lineThrough(one, index, index + 1, () => 1);
  const step = firstStepAt(line.x, measuring);
  const parameter = nameAt(one.point.leaves, index);
  if (options.step !== undefined && options.step < 1e3 * measuring.precision.epsilon * Math.abs(line.x)) {
    throw new MisuseError(
      new RangeError(
        `${caller}: expected a step that moves ${parameter} = ${line.x}, got ${options.step}. Leave it out for the default.`,
      ),
    );
  }
  for (const row of rows) {
    const analytic = row.analytic[index]!;
    const judged = judgeRow(one, row, line, analytic, step);
    if (judged === undefined || judged.outcome === 'undecided') tally.skipped++;
    else if (judged.outcome === 'between') tally.compared++;
    else if (judged.outcome === 'agrees') note(tally, analytic, judged.numeric);
    else {
      const hint = judged.outcome.hint ?? ratioHint(analytic, judged.numeric);
      const { output } = row;
      throw new CaseFailed({
        ...judged.outcome,
        parameter,
        ...(output !== undefined && { output }),
        ...(hint !== undefined && { hint }),
      });
    }
  }
}
