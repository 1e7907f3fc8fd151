import type { Measuring } from '../differences/measuring.js';
import { copied, leavesOf, nameAt, type Leaf } from '../parameters/parameters.js';
import { pointAt, type Point } from '../parameters/point.js';
import { diagnose } from '../reports/diagnosis/diagnose.js';
import type { Diagnosis, Evidence } from '../reports/diagnosis.js';
import { CaseFailed, type CheckReport, type Disagreement } from '../reports/report.js';
import { checkDirections } from './checkDirections.js';
import { checkEntries, checkEntry } from './checkEntries.js';
import { evidenceOf, evidenceOfRows, isArbitrary, type Source } from './evidence.js';
import { expectOneOf } from './expectOneOf.js';
import { measuringFor, methodName, precisionFor } from './measuringFor.js';
import type { ParameterOptions } from './options.js';
import { orMisuse } from './orMisuse.js';
import { runCases, runOnce } from './runCases.js';
import { expectPutBack, type Comparing, type SlopeCase, type Tally } from './slopeCase.js';
import { toleranceFor } from './tolerance.js';

/** What the checks over parameters have of their own. */
export interface ParameterCheck<P> extends Pick<Source<P>, 'at' | 'table' | 'rows' | 'observe'> {
  readonly caller: string;
  readonly f: (...parameters: never[]) => unknown;
  readonly options: ParameterOptions & { readonly generic?: unknown };
  readonly defaults?: { readonly relative: number; readonly absolute: number };
  /** Asks the code under test for all that is compared at a point. */
  readonly caseAt: (point: Point<P>, comparing: Comparing) => SlopeCase<P>;
  /** What is differentiated, where it gives arrays: with a Float32Array among them it computes in float32. */
  readonly result?: (parameters: P) => unknown;
  /** Compares it; entries and directions unless given. */
  readonly compare?: (one: SlopeCase<P>) => void;
  /** What the report calls the method, where it is not one for first derivatives. */
  readonly method?: string;
  /** Up to how many entries all of them are compared. */
  readonly fewEntries?: number;
}

const defaultRuns = 50;
const fewEntries = 64;

/** Checks at the one point or at those that are drawn, and reports. */
export function checkParameters<P>(check: ParameterCheck<P>): CheckReport {
  const { caller, at, options } = check;
  const { name = check.f.name || 'f', runs = defaultRuns, seed, path } = options;
  expectCounts(caller, options);
  const tally: Tally = { worst: 0, compared: 0, skipped: 0 };
  let last = comparingFor(check, tally, false);
  let entries = 0;
  function checkAt(given: P): void {
    last = comparingFor(check, tally, computesInFloat32(check, given));
    const point = openedAt(given, last);
    entries = Math.max(entries, point.given.length);
    if (point.given.length > 0) checkPoint(check, check.caseAt(point, last));
  }
  function open(given: P): SlopeCase<P> {
    const comparing = comparingFor(check, tally, computesInFloat32(check, given));
    return check.caseAt(openedAt(given, comparing), comparing);
  }
  function explain(input: P, disagreement: Disagreement): Diagnosis | undefined {
    const source = { ...check, open };
    return diagnosed(evidenceOf(source, input, disagreement)) ?? diagnosed(evidenceOfRows(source, input, disagreement));
  }
  if (isArbitrary(at)) runCases({ caller, name, runs, seed, path }, at, checkAt, explain);
  else runOnce(name, at, () => checkAt(at), explain);
  const { compared: cases, skipped, worst: worstError } = tally;
  if (cases === 0) throw new RangeError(nothingCompared(caller, name, skipped, entries));
  const method = `${check.method ?? methodName(last.measuring)}, ${scopeOf(check, entries)}`;
  return { name, method, cases, skipped, worstError };
}

function diagnosed(evidence: Evidence | undefined): Diagnosis | undefined {
  return evidence && diagnose(evidence);
}

function checkPoint<P>(check: ParameterCheck<P>, one: SlopeCase<P>): void {
  const { point, rows } = one;
  try {
    for (const row of rows) {
      const index = Array.from(row.analytic).findIndex((value) => !Number.isFinite(value));
      if (index < 0) continue;
      checkEntry(one, index, [row]);
      throw new CaseFailed({
        verdict: `the derivative is ${row.analytic[index]}`,
        parameter: nameAt(point.leaves, index),
        ...(row.output !== undefined && { output: row.output }),
      });
    }
    (check.compare ?? compareAll)(one);
    one.finish?.();
  } finally {
    // What it found means nothing when the point was changed under it.
    expectPutBack(one);
  }
}

/** Compares entries and directions of every row. */
export function compareAll<P>(one: SlopeCase<P>): void {
  const { options } = one.comparing;
  const { length } = one.point.given;
  if (comparesAll(options, length)) checkEntries(one, one.point.given.keys());
  else checkDirections(one);
}

export function comparesAll({ entries = 'auto' }: ParameterOptions, length: number, few = fewEntries): boolean {
  return entries === 'all' || (entries === 'auto' && length <= few);
}

/** How all points of a check are compared: in float32 where the parameters are. */
function comparingFor<P>(
  { caller, options, defaults }: ParameterCheck<P>,
  tally: Tally,
  isFloat32: boolean,
): Comparing {
  const precision = precisionFor(caller, options.precision, isFloat32);
  const tolerance = toleranceFor(caller, options, precision, defaults ?? { relative: 1e-8, absolute: 1e-8 });
  const measuring: Measuring = measuringFor(caller, options, precision, tolerance);
  return { caller, options, tolerance, measuring, tally };
}

function openedAt<P>(given: P, { caller, options, measuring }: Comparing): Point<P> {
  return orMisuse(() => pointAt(given, options.domain, measuring.precision, caller));
}

function computesInFloat32<P>({ caller, options, result }: ParameterCheck<P>, given: P): boolean {
  if (orMisuse(() => leavesOf(given, caller)).some(isFloat32)) return true;
  if (result === undefined) return false;
  options.reseed?.();
  try {
    return leavesOf(result(copied(given)), caller).some(isFloat32);
  } catch {
    // What is wrong with it is said once it is checked.
    return false;
  }
}

function isFloat32({ type }: Leaf): boolean {
  return type === 'Float32Array';
}

function scopeOf<P>({ options, fewEntries: few }: ParameterCheck<P>, entries: number): string {
  const { samples = 8, directions = 4 } = options;
  if (comparesAll(options, entries, few)) return 'every entry';
  return `${samples} entries of each parameter and ${directions} random directions`;
}

function nothingCompared(caller: string, name: string, skipped: number, entries: number): string {
  if (skipped > 0) {
    return `${caller}: expected a derivative of ${name} that can be measured, got ${skipped} at kinks, jumps, or lost in rounding. Move the point, or scale the function.`;
  }
  const [what, remedy] = entries > 0 ? ['outputs', 'Return some'] : ['parameters', 'Pass some'];
  return `${caller}: expected ${what} with at least one number, got none in ${name}. ${remedy}.`;
}

function expectCounts(caller: string, options: ParameterOptions): void {
  for (const name of ['samples', 'directions'] as const) {
    const count = options[name];
    if (count !== undefined && !(Number.isInteger(count) && count >= 0)) {
      throw new RangeError(
        `${caller}: expected a whole number of ${name}, got ${count}. Leave it out for the default.`,
      );
    }
  }
  if (options.samples === 0 && options.directions === 0) {
    throw new RangeError(`${caller}: expected samples or directions, got 0 of both. Give at least one.`);
  }
  expectOneOf(caller, 'entries', options.entries ?? 'auto', ['auto', 'all', 'sample']);
  expectOneOf(caller, 'kinks', options.kinks ?? 'between', ['between', 'detect', 'avoid']);
}
