import { foundText } from './foundText.js';
import { noteOf } from './note.js';
import type { FailureReport } from './report.js';
import { reportToJson } from './reportJson.js';
import { show } from './show.js';

/**
 * - `text`: what the message of the error says
 * - `ansi`: the same in the colours of a terminal
 * - `markdown`: a table, for summaries and comments
 * - `json`: all of the report as data; `parseReport` reads it back
 */
export type ReportFormat = 'text' | 'ansi' | 'markdown' | 'json';

/**
 * The report of a failed check, for a person or a program.
 *
 * @throws RangeError for an unknown format.
 * @example
 * formatReport({ name: 'f', verdict: 'the derivative is NaN', input: 2 }) // => "f: the derivative is NaN\n\n  input     x = 2"
 */
export function formatReport(report: FailureReport, format: ReportFormat = 'text'): string {
  const write = writers[format];
  if (write === undefined) {
    const known = Object.keys(writers).join(', ');
    throw new RangeError(`formatReport: expected a format of ${known}, got ${show(format)}. Take one of them.`);
  }
  return write(report);
}

const writers: Readonly<Record<ReportFormat, ((report: FailureReport) => string) | undefined>> = {
  text: (report) => inLines(report, (text) => text),
  ansi: (report) => inLines(report, painted),
  markdown: inTable,
  json: reportToJson,
};

/** Codes of terminals: 31 is red, 32 green, 1 bold, 2 dim. */
const colours: Readonly<Record<string, string>> = {
  title: '1;31',
  analytic: '31',
  numeric: '32',
  diagnosis: '1',
  label: '2',
};

function painted(text: string, label: string): string {
  const colour = colours[label];
  return colour === undefined ? text : `\u001b[${colour}m${text}\u001b[0m`;
}

type Line = readonly [label: string, text: string | undefined];

function linesOf(report: FailureReport): (readonly [label: string, text: string])[] {
  const { analytic, numeric } = report;
  const isNumber = typeof report.input === 'number';
  const lines: readonly Line[] = [
    ['input', report.input === undefined ? undefined : `${isNumber ? 'x = ' : ''}${cut(show(report.input))}`],
    ['entry', isNumber ? undefined : report.parameter],
    ['output', report.output],
    ['analytic', analytic === undefined ? undefined : show(analytic)],
    ['numeric', numeric === undefined ? undefined : show(Number(numeric.toPrecision(11)))],
    ['error', errorLine(report)],
    ['certainty', certaintyLine(report)],
    ['diagnosis', diagnosisLine(report)],
    ['hint', report.hint],
    ['method', methodLine(report)],
    ['found', foundLine(report)],
    ['replay', report.replay],
    ['note', noteOf(report)],
  ];
  return lines.flatMap(([label, text]) => (text === undefined ? [] : [[label, text] as const]));
}

function inLines(report: FailureReport, paint: (text: string, label: string) => string): string {
  const body = linesOf(report).map(([label, text]) => `  ${paint(label.padEnd(10), 'label')}${paint(text, label)}`);
  return [paint(titleOf(report), 'title'), '', ...body].join('\n');
}

function inTable(report: FailureReport): string {
  const rows = linesOf(report).map(([label, text]) => `| ${label} | ${code(text)} |`);
  return [`**${titleOf(report).replace(/[\\`*_{}[\]<>|#]/g, '\\$&')}**`, '', '| | |', '| --- | --- |', ...rows].join(
    '\n',
  );
}

/** As code nothing in it is markup; in a table a bar must be escaped all the same. */
function code(text: string): string {
  return `\`${text.replace(/\s+/g, ' ').replaceAll('`', "'").replaceAll('|', '\\|')}\``;
}

function titleOf({ name, verdict }: FailureReport): string {
  return `${name}: ${verdict}`;
}

function errorLine({ absoluteError, relativeError, ulpError, allowed }: FailureReport): string | undefined {
  if (absoluteError === undefined || relativeError === undefined || ulpError === undefined) return undefined;
  const allowance = allowed === undefined ? '' : ` (allowed: ${short(allowed)} absolute)`;
  return `${short(absoluteError)} absolute, ${short(relativeError)} relative, ${short(ulpError)} ulp${allowance}`;
}

function certaintyLine({ certainty, absoluteError, allowed }: FailureReport): string | undefined {
  if (certainty === undefined || absoluteError === undefined || allowed === undefined) return certainty;
  const times = absoluteError / allowed;
  return Number.isFinite(times) ? `${certainty}: ${short(times)} times what is allowed` : certainty;
}

function diagnosisLine({ diagnosis }: FailureReport): string | undefined {
  return diagnosis && `${diagnosis.text} (explains all ${diagnosis.comparisons} comparisons)`;
}

function methodLine({ method, methodReason, step }: FailureReport): string | undefined {
  if (method === undefined) return undefined;
  const taken = step === undefined ? '' : `, step ${short(step)}`;
  return `${method}${taken}${methodReason === undefined ? '' : `, as ${methodReason}`}`;
}

function foundLine({ failedCase, shrinks }: FailureReport): string | undefined {
  if (failedCase === undefined || shrinks === undefined) return undefined;
  return foundText(failedCase, shrinks);
}

function short(x: number): string {
  return Math.abs(x) >= 1e6 && Number.isFinite(x)
    ? x.toExponential(1).replace('.0e', 'e').replace('e+', 'e')
    : String(Number(x.toPrecision(3)));
}

const longestLine = 400;

function cut(text: string): string {
  return text.length > longestLine ? `${text.slice(0, longestLine)} ...` : text;
}
