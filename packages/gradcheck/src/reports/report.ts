import { absoluteError, relativeError, ulpError } from '../numbers/errors.js';
import type { Diagnosis } from './diagnosis.js';
import { show } from './show.js';

export { notFinite } from './called.js';

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
  /** Why this method was taken: "no generic function was given". */
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
  readonly report: FailureReport;

  constructor(report: FailureReport, options?: ErrorOptions) {
    super(formatReport(report), options);
    this.report = report;
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

/** Adds the three errors to the two numbers. */
export function measured(report: FailureReport): FailureReport {
  const { analytic, numeric } = report;
  if (analytic === undefined || numeric === undefined || Number.isNaN(analytic - numeric)) return report;
  return {
    ...report,
    absoluteError: absoluteError(analytic, numeric),
    relativeError: relativeError(analytic, numeric),
    ulpError: ulpError(analytic, numeric),
  };
}

function formatReport(report: FailureReport): string {
  const lines: [label: string, text: string | undefined][] = [
    ['input', report.input === undefined ? undefined : `${inputName(report)}${cut(show(report.input))}`],
    ['entry', isEntry(report) ? report.parameter : undefined],
    ['analytic', report.analytic === undefined ? undefined : show(report.analytic)],
    ['numeric', report.numeric === undefined ? undefined : show(Number(report.numeric.toPrecision(11)))],
    ['error', errorLine(report)],
    ['method', methodLine(report)],
    ['hint', report.hint],
    ['found', foundLine(report)],
    ['replay', report.replay],
  ];
  const body = lines.flatMap(([label, text]) => (text === undefined ? [] : [`  ${label.padEnd(10)}${text}`]));
  return [`${report.name}: ${report.verdict}`, '', ...body].join('\n');
}

function inputName(report: FailureReport): string {
  return typeof report.input === 'number' ? 'x = ' : '';
}

function isEntry(report: FailureReport): boolean {
  return report.parameter !== undefined && typeof report.input !== 'number';
}

function errorLine({
  absoluteError: absolute,
  relativeError: relative,
  ulpError: ulp,
  allowed,
}: FailureReport): string | undefined {
  if (absolute === undefined || relative === undefined || ulp === undefined) return undefined;
  const allowance = allowed === undefined ? '' : ` (allowed: ${short(allowed)} absolute)`;
  return `${short(absolute)} absolute, ${short(relative)} relative, ${short(ulp)} ulp${allowance}`;
}

function methodLine({ method, step }: FailureReport): string | undefined {
  return method === undefined || step === undefined ? method : `${method}, step ${short(step)}`;
}

function foundLine({ failedCase, shrinks }: FailureReport): string | undefined {
  if (failedCase === undefined || shrinks === undefined) return undefined;
  return `in case ${failedCase}, then made simpler ${shrinks === 1 ? 'once' : `${shrinks} times`}`;
}

function short(x: number): string {
  return Math.abs(x) >= 1e6 && Number.isFinite(x)
    ? x.toExponential(1).replace('e+', 'e')
    : String(Number(x.toPrecision(3)));
}

const longestLine = 400;

function cut(text: string): string {
  return text.length > longestLine ? `${text.slice(0, longestLine)} ...` : text;
}
