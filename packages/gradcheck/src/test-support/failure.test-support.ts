import { GradientCheckError, type FailureReport } from '../reports/report.js';

/** The report of a check that must fail. */
export function failureOf(check: () => unknown): FailureReport {
  try {
    check();
  } catch (error) {
    if (error instanceof GradientCheckError) return error.report;
    throw error;
  }
  throw new Error('the check passed');
}
