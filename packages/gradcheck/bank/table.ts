import type { Method } from '../src/checks/options.js';
import { isSmallest, timesOf, type FalseAlarm, type Trial } from './trial.js';

/** The figures that the bank is held to. */
export const bars = { caught: 0.995, caughtEach: 0.95, digits: 4, diagnosed: 0.95 };

export interface Totals {
  readonly caught: number;
  readonly tried: number;
  /** The least share of the seeds with which a wrong version was caught. */
  readonly least: number;
  readonly digits: number;
  /** Wrong versions whose smallest counterexample is not of the smallest shape, with some seed. */
  readonly larger: readonly Trial[];
  /** Of the counterexamples to mistakes of a known kind: how many reports named it. */
  readonly diagnosed: number;
  readonly known: number;
  /** Of the others: how many were given a kind none the less. */
  readonly misnamed: number;
}

export function totalsOf(trials: readonly Trial[]): Totals {
  const add = (part: (trial: Trial) => number): number => trials.reduce((total, trial) => total + part(trial), 0);
  return {
    caught: add(({ caught }) => caught),
    tried: add(({ seeds }) => seeds),
    least: Math.min(...trials.map(({ caught, seeds }) => caught / seeds)),
    digits: Math.max(...trials.map(({ digits }) => digits)),
    larger: trials.filter((trial) => !isSmallest(trial)),
    diagnosed: add(({ mutant, kinds }) => (mutant.kind === undefined ? 0 : timesOf(kinds, mutant.kind))),
    known: add(({ mutant, caught }) => (mutant.kind === undefined ? 0 : caught)),
    misnamed: add(({ mutant, kinds, caught }) => (mutant.kind === undefined ? caught - timesOf(kinds, '') : 0)),
  };
}

/** One line a wrong version: how often it was caught with each method, and with the first what its reports say. */
export function tableOf(trials: readonly Trial[]): string {
  const methods = [...new Set(trials.map(({ method }) => method))];
  const names = [...new Set(trials.map(({ mutant }) => mutant.name))];
  const rows = names.map((name) => {
    const own = new Map(trials.filter((trial) => trial.mutant.name === name).map((trial) => [trial.method, trial]));
    const first = [...own.values()][0]!;
    const { mutant } = first;
    const told = [...first.kinds].map(([kind]) => kind || 'none').join(', ');
    const expected = mutant.kind === undefined ? '' : told === mutant.kind ? '' : ` (expected: ${mutant.kind})`;
    const shapes = [...first.shapes].map(([shape]) => shape || 'x').join(' or ');
    const caught = methods.map((method) => shareOf(own.get(method)));
    return [mutant.name, ...caught, String(first.digits), shapes, `${told}${expected}`];
  });
  return inColumns([['wrong derivative', ...methods, 'digits', 'smallest shape', 'diagnosis'], ...rows]);
}

/** What came of the whole bank with one method. */
export interface Measured {
  readonly method: Method;
  readonly seeds: number;
  readonly trials: readonly Trial[];
  /** How many checks of right versions were made, and which of them were refused. */
  readonly rightChecks: number;
  readonly falseAlarms: readonly FalseAlarm[];
}

/** One line a method: what all wrong versions and all right ones come to. */
export function summaryOf(methods: readonly Measured[]): string {
  const rows = methods.map(({ method, seeds, trials, rightChecks, falseAlarms }) => {
    const { caught, tried, least, digits, larger, diagnosed, known, misnamed } = totalsOf(trials);
    return [
      method,
      `${trials.length} x ${seeds}`,
      percent(caught / tried),
      percent(least),
      `${falseAlarms.length} of ${rightChecks}`,
      String(digits),
      `${trials.length - larger.length} of ${trials.length}`,
      percent(diagnosed / known),
      `${misnamed} of ${caught - known}`,
    ];
  });
  const head = [
    'method',
    'wrong x seeds',
    'caught',
    'least caught',
    'false alarms',
    'most digits',
    'smallest shape',
    'diagnosis right',
    'named though unknown',
  ];
  return inColumns([head, ...rows]);
}

function shareOf(trial: Trial | undefined): string {
  return trial === undefined ? '–' : percent(trial.caught / trial.seeds);
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(2))} %`;
}

function inColumns([head, ...rows]: readonly (readonly string[])[]): string {
  const widths = head!.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const line = (row: readonly string[]): string => `| ${row.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  return [line(head!), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}
