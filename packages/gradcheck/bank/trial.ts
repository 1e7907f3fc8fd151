import type { Method } from '../src/checks/options.js';
import { GradientCheckError, type FailureReport } from '../src/reports/report.js';
import { leavesOf, type Leaf } from '../src/parameters/parameters.js';
import type { Check, Expected, Mutant, Subject } from './subject.js';

/** What came how often, the most frequent first. */
export type Counts = readonly (readonly [what: string, times: number])[];

/** What came of one wrong version with many seeds. */
export interface Trial {
  readonly mutant: Expected & { readonly name: string };
  readonly method: Method;
  readonly seeds: number;
  readonly caught: number;
  /** The most significant digits of any number in any counterexample. */
  readonly digits: number;
  /** The shapes of the counterexamples, the most frequent first, and how often each came. */
  readonly shapes: Counts;
  /** What the reports named, the most frequent first: nothing is the empty word. */
  readonly kinds: Counts;
}

export interface Effort {
  readonly method: Method;
  readonly seeds: number;
  readonly runs: number;
}

export function triedOn(mutant: Mutant, effort: Effort): Trial {
  const reports = reportsOf(mutant.check, effort);
  const numbers = reports.flatMap(({ input }) => leavesOfInput(input).flatMap(({ values }) => Array.from(values)));
  return {
    mutant: { ...expectedOf(mutant), name: mutant.name },
    method: effort.method,
    seeds: effort.seeds,
    caught: reports.length,
    digits: Math.max(0, ...numbers.map(significantDigits)),
    shapes: counted(reports.map(({ input }) => shapeOf(input))),
    kinds: counted(reports.map(({ diagnosis }) => diagnosis?.kind ?? '')),
  };
}

function expectedOf({ kind, smallest }: Expected): Expected {
  return { ...(kind !== undefined && { kind }), ...(smallest !== undefined && { smallest }) };
}

/** Whether every counterexample has a shape from which nothing can be left out. */
export function isSmallest({ shapes, mutant: { smallest = '' } }: Trial): boolean {
  return shapes.every(([shape]) => (typeof smallest === 'string' ? shape === smallest : smallest.includes(shape)));
}

/** A right version that was refused: the seed and the report. */
export interface FalseAlarm {
  readonly subject: string;
  readonly method: Method;
  readonly report: FailureReport;
}

export function falseAlarmsOf(subject: Subject, effort: Effort): FalseAlarm[] {
  return reportsOf(subject.right, effort).map((report) => ({ subject: subject.name, method: effort.method, report }));
}

/** Of every seed with which the check refuses. Other errors are mistakes of the bank, and are thrown on. */
function reportsOf(check: Check, { method, seeds, runs }: Effort): FailureReport[] {
  return Array.from({ length: seeds }, (_, i) => i + 1).flatMap((seed) => {
    try {
      check({ method, seed, runs });
      return [];
    } catch (error) {
      if (error instanceof GradientCheckError) return [error.report];
      throw error;
    }
  });
}

/** 3 for 0.0125 and for 1250: the digits without zeros at either end. */
export function significantDigits(x: number): number {
  if (!Number.isFinite(x) || x === 0) return 1;
  const [mantissa] = x.toExponential().split('e');
  return mantissa!.replace(/[-.]/g, '').replace(/0+$/, '').length;
}

/** "weights 2 x 1, bias 2"; for a vector or a matrix alone "2" or "2 x 1"; nothing for a number. */
export function shapeOf(input: unknown): string {
  return leavesOfInput(input)
    .map(({ name, shape }) => {
      const sides = shape === 'a number' ? '' : shape.replace(/ numbers$/, '');
      return [name, sides].filter(Boolean).join(' ');
    })
    .join(', ');
}

function leavesOfInput(input: unknown): Leaf[] {
  return leavesOf(input, 'shapeOf');
}

function counted(keys: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

export function timesOf(counts: Counts, what: string): number {
  return counts.find(([each]) => each === what)?.[1] ?? 0;
}
