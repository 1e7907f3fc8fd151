import type { Method } from '../src/checks/options.js';
import type { FalseAlarm, Trial } from './trial.js';

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
    diagnosed: add(({ mutant, kinds }) => (mutant.kind === undefined ? 0 : (kinds.get(mutant.kind) ?? 0))),
    known: add(({ mutant, caught }) => (mutant.kind === undefined ? 0 : caught)),
    misnamed: add(({ mutant, kinds, caught }) => (mutant.kind === undefined ? caught - (kinds.get('') ?? 0) : 0)),
  };
}

function isSmallest({ shapes, mutant }: Trial): boolean {
  return [...shapes.keys()].every((shape) => shape === (mutant.smallest ?? ''));
}

/** One line a wrong version: how often it was caught with each method, and with the first what its reports say. */
export function tableOf(trials: readonly Trial[]): string {
  const methods = [...new Set(trials.map(({ method }) => method))];
  const mutants = [...new Set(trials.map(({ mutant }) => mutant))];
  const rows = mutants.map((mutant) => {
    const own = new Map(trials.filter((trial) => trial.mutant === mutant).map((trial) => [trial.method, trial]));
    const first = [...own.values()][0]!;
    const told = [...first.kinds.keys()].map((kind) => kind || 'none').join(', ');
    const expected = mutant.kind === undefined ? '' : told === mutant.kind ? '' : ` (expected: ${mutant.kind})`;
    const shapes = [...first.shapes.keys()].map((shape) => shape || 'x').join(' or ');
    const caught = methods.map((method) => shareOf(own.get(method)));
    return [mutant.name, ...caught, String(first.digits), shapes, `${told}${expected}`];
  });
  return inColumns([['wrong derivative', ...methods, 'digits', 'smallest shape', 'diagnosis'], ...rows]);
}

/** What all wrong versions and all right ones come to, by method. */
export function summaryOf(
  trials: readonly Trial[],
  alarms: readonly FalseAlarm[],
  rightChecks: ReadonlyMap<Method, number>,
): string {
  const rows = [...new Set(trials.map(({ method }) => method))].map((method) => {
    const own = trials.filter((trial) => trial.method === method);
    const { caught, tried, least, digits, larger, diagnosed, known, misnamed } = totalsOf(own);
    const falseAlarms = alarms.filter((alarm) => alarm.method === method).length;
    return [
      method,
      `${own.length} x ${own[0]!.seeds}`,
      percent(caught / tried),
      percent(least),
      `${falseAlarms} of ${rightChecks.get(method) ?? 0}`,
      String(digits),
      `${own.length - larger.length} of ${own.length}`,
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
