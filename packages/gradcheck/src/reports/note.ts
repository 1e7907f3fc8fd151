import type { FailureReport } from './report.js';

/** What every report of two numbers says that differ. */
export function noteOf({ analytic, numeric }: FailureReport): string | undefined {
  return analytic === undefined || numeric === undefined
    ? undefined
    : 'no comparison can know which is wrong, the function or its derivative';
}
