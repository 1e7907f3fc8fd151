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

/** What a check that must fail says. */
export function messageOf(check: () => unknown): string {
  try {
    check();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the check passed');
}

/** The cause that a check that must fail hands on. */
export function causeOf(check: () => unknown): unknown {
  try {
    check();
  } catch (error) {
    return (error as Error).cause;
  }
  throw new Error('the check passed');
}
