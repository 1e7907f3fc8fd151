import * as fc from 'fast-check';
import type { Diagnosis } from '../reports/diagnosis.js';
import { CaseFailed, GradientCheckError, measured, type Disagreement } from '../reports/report.js';
import { thrownText } from '../reports/called.js';

export interface Run<T = unknown> {
  readonly caller: string;
  readonly name: string;
  readonly runs: number;
  readonly seed?: number | undefined;
  readonly path?: string | undefined;
  /** The first cases, in place of drawn ones: they count among the runs, shrink, and are replayed by the path. */
  readonly examples?: readonly T[] | undefined;
}

/** Asked once, of the case that is as small as it gets: what mistake would explain it. */
export type Explain<T> = (input: T, disagreement: Disagreement) => Diagnosis | undefined;

/** Runs one check over many cases; the first that fails is shrunk and becomes a GradientCheckError. */
export function runCases<T>(
  run: Run<T>,
  cases: fc.Arbitrary<T>,
  check: (value: T) => void,
  explain?: Explain<T>,
): void {
  expectRuns(run.caller, run.runs);
  const property = fc.property(cases, check);
  const details = fc.check(property, {
    numRuns: run.runs,
    ...(run.seed !== undefined && { seed: run.seed }),
    ...(run.path !== undefined && { path: run.path }),
    ...(run.examples !== undefined && { examples: run.examples.map((example): [T] => [example]) }),
  });
  if (details.failed) throw failure(run, details, explain);
  if (details.numRuns === 0) {
    throw new RangeError(
      `${run.caller}: expected a path to a case, got ${run.path} where there is none. Copy it with its seed from one report.`,
    );
  }
}

/** @throws RangeError unless at least one case is drawn. */
export function expectRuns(caller: string, runs: number): void {
  if (Number.isInteger(runs) && runs > 0) return;
  throw new RangeError(`${caller}: expected runs of at least 1, got ${runs}. Leave it out for the default.`);
}

function failure<T>(run: Run<T>, details: fc.RunDetails<[T]>, explain?: Explain<T>): Error {
  const { counterexample, errorInstance: cause, counterexamplePath: path } = details;
  if (counterexample === null) return new RangeError(`${run.caller}: ${run.name}: no case could be drawn.`);
  // A wrong argument is the caller's mistake, not a wrong derivative: it is thrown as it is.
  if (cause instanceof MisuseError) return cause.error;
  const disagreement = disagreementOf(cause);
  const diagnosis = explain?.(counterexample[0], disagreement);
  return new GradientCheckError(
    measured({
      ...disagreement,
      ...(diagnosis && { diagnosis }),
      name: run.name,
      input: counterexample[0],
      failedCase: details.numRuns,
      shrinks: details.numShrinks,
      seed: details.seed,
      path: path ?? '',
      replay: `${run.caller}(..., { seed: ${details.seed}, path: '${path}' })`,
    }),
    causeOf(cause),
  );
}

/** One case that is not drawn: its failure has an input, but no seed. */
export function runOnce<T>(name: string, input: T, check: () => void, explain?: Explain<T>): void {
  try {
    check();
  } catch (cause) {
    if (cause instanceof MisuseError) throw cause.error;
    const disagreement = disagreementOf(cause);
    const diagnosis = explain?.(input, disagreement);
    const report = measured({ ...disagreement, ...(diagnosis && { diagnosis }), name, input });
    throw new GradientCheckError(report, causeOf(cause));
  }
}

function disagreementOf(cause: unknown): Disagreement {
  return cause instanceof CaseFailed
    ? cause.disagreement
    : { verdict: `the function itself throws ${thrownText(cause)}` };
}

/** What the code under test threw, where it threw. */
function causeOf(error: unknown): ErrorOptions | undefined {
  if (!(error instanceof CaseFailed)) return { cause: error };
  return error.cause === undefined ? undefined : { cause: error.cause };
}

/** Carries an error about arguments out of a case, past the shrinking. */
export class MisuseError extends Error {
  readonly error: Error;

  constructor(error: Error) {
    super(error.message);
    this.error = error;
  }
}
