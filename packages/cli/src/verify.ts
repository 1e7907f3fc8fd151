import { setImmediate } from 'node:timers/promises';
import type { NamedEntry } from './catalogue.js';
import { progressBar } from './terminal/progress.js';
import { textTable } from './terminal/table.js';
import type { Terminal } from './terminal/terminal.js';

/** What came of holding one formula to all its laws. */
export interface Verified {
  readonly group: string;
  readonly formula: string;
  readonly laws: number;
  readonly cases: number;
  /** The worst error of any law that measures one; NaN where none does. */
  readonly worstError: number;
  /** The reports of the laws that are broken, counterexamples included. */
  readonly broken: readonly string[];
}

export interface VerifyOptions {
  readonly runs: number;
  readonly seed: number;
}

/** Holds each formula to each of its laws, with progress; stops early when the terminal is interrupted. */
export async function verify(
  entries: readonly NamedEntry[],
  options: VerifyOptions,
  terminal: Terminal,
): Promise<readonly Verified[]> {
  const progress = progressBar(terminal, 'verifying', entries.length);
  const verified: Verified[] = [];
  try {
    for (const [i, entry] of entries.entries()) {
      if (terminal.interrupted.aborted) break;
      progress.update(i, entry.formula.name);
      verified.push(verifyOne(entry, options));
      // Lets Ctrl-C through.
      await setImmediate();
    }
  } finally {
    progress.stop();
  }
  return verified;
}

function verifyOne({ formula, laws, group }: NamedEntry, options: VerifyOptions): Verified {
  let cases = 0;
  let worstError = Number.NaN;
  const broken: string[] = [];
  if (laws.length === 0) broken.push(`${formula.name}: expected at least one law, got none. Nothing was checked.`);
  for (const law of laws) {
    try {
      const outcome = law.check(options);
      if (outcome.cases === 0)
        throw new RangeError(`${law.name}: expected at least one case, got none. Nothing was checked.`);
      cases += outcome.cases;
      if (outcome.worstError !== undefined) {
        worstError = Number.isNaN(worstError) ? outcome.worstError : Math.max(worstError, outcome.worstError);
      }
    } catch (error) {
      broken.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { group, formula: formula.name, laws: laws.length, cases, worstError, broken };
}

/** The table of formula, cases tried, worst error and verdict, a heading for each kind. */
export function verifyTable(verified: readonly Verified[], terminal: Terminal): string {
  const { paint } = terminal;
  const header = ['formula', 'laws', 'cases', 'worst error', 'verdict'];
  const rows: string[][] = [];
  let group = '';
  for (const one of verified) {
    if (one.group !== group) rows.push([paint.bold((group = one.group)), '', '', '', '']);
    rows.push([
      `  ${one.formula}`,
      String(one.laws),
      one.cases.toLocaleString('en'),
      Number.isNaN(one.worstError) ? '–' : one.worstError.toExponential(1),
      one.broken.length === 0 ? paint.green('holds') : paint.red(`BROKEN (${one.broken.length})`),
    ]);
  }
  return textTable(header, rows, ['laws', 'cases', 'worst error']);
}
