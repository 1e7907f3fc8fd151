import { absoluteError, relativeError, ulpError } from '../numbers/errors.js';
import type { Diagnosis } from './diagnosis.js';
import { formatReport } from './formatReport.js';

/** What a check measured when everything agreed. */
export interface CheckReport {
  readonly name: string;
  /** What was chosen, in words: "five-point difference, every entry". */
  readonly method: string;
  /** How many derivatives were compared. */
  readonly cases: number;
  /** How many could not be: where it cannot be decided what is right at a kink, or there is no room for a difference. */
  readonly skipped: number;
  /** The largest |analytic - numeric| / max(1, |numeric|). */
  readonly worstError: number;
}

/** One derivative that does not agree: thrown inside a check, and the core of its failure report. */
export interface Disagreement {
  /** One line: what is wrong. */
  readonly verdict: string;
  /** "x", or the entry of a parameter: "weights[2, 1]". */
  readonly parameter?: string;
  readonly analytic?: number;
  readonly numeric?: number;
  /** The largest |analytic - numeric| that would have passed. */
  readonly allowed?: number;
  readonly method?: string;
  /** Why this method was taken, where that may surprise: "a generic function was given". */
  readonly methodReason?: string;
  readonly step?: number;
  readonly hint?: string;
  /** Which component of the function's result: "output[2]"; for Jacobians and vector-Jacobian products. */
  readonly output?: string;
}

/** Everything that is known about a failed check: what `error.report` holds. */
export interface FailureReport extends Disagreement {
  readonly name: string;
  /** The smallest input found that fails. */
  readonly input: unknown;
  /** What would explain all of it, where that was found. */
  readonly diagnosis?: Diagnosis;
  /** How far beyond what is allowed: more than 100 times is `certain`, more than 10 `likely`, else `borderline`. */
  readonly certainty?: 'certain' | 'likely' | 'borderline';
  readonly absoluteError?: number;
  readonly relativeError?: number;
  readonly ulpError?: number;
  /** The number of the case that failed first, and how often it was made simpler. */
  readonly failedCase?: number;
  readonly shrinks?: number;
  readonly seed?: number;
  readonly path?: string;
  /** The line that runs the failing case again. */
  readonly replay?: string;
}

/** Thrown when a derivative is wrong. The message is the whole report; `report` is the same as data. */
export class GradientCheckError extends Error {
  override readonly name = 'GradientCheckError';
  declare readonly report: FailureReport;

  constructor(report: FailureReport, options?: ErrorOptions) {
    super(formatReport(report), options);
    // Not enumerable: Node and test runners would print it all once more below the message.
    Object.defineProperty(this, 'report', { value: report });
  }
}

/** Thrown by one case; the check around it turns it into a GradientCheckError once the case is as small as it gets. */
export class CaseFailed extends Error {
  readonly disagreement: Disagreement;

  constructor(disagreement: Disagreement, options?: ErrorOptions) {
    super(disagreement.verdict, options);
    this.disagreement = disagreement;
  }
}

/** Adds the three errors to the two numbers, and how sure it is that they mean a mistake. */
export function measured(report: FailureReport): FailureReport {
  const { analytic, numeric, allowed } = report;
  if (analytic === undefined || numeric === undefined) return report;
  const error = absoluteError(analytic, numeric);
  const certainty = allowed === undefined ? {} : { certainty: certaintyOf(error / allowed) };
  if (Number.isNaN(analytic - numeric)) return { ...report, ...certainty };
  return {
    ...report,
    absoluteError: error,
    relativeError: relativeError(analytic, numeric),
    ulpError: ulpError(analytic, numeric),
    ...certainty,
  };
}

/** By how many times what is allowed the two differ; where nothing says, that is NaN, and NaN passes nowhere. */
function certaintyOf(times: number): 'certain' | 'likely' | 'borderline' {
  return times <= 10 ? 'borderline' : times <= 100 ? 'likely' : 'certain';
}
