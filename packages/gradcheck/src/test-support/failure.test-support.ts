import { CaseFailed, GradientCheckError, type Disagreement, type FailureReport } from '../reports/report.js';

/** The report of a check that must fail. */
export function failureOf(check: () => unknown): FailureReport {
  const error = thrownBy(check);
  if (error instanceof GradientCheckError) return error.report;
  throw error;
}

/** What the check of one case, which must fail, has seen. */
export function disagreementOf(check: () => unknown): Disagreement {
  const error = thrownBy(check);
  if (error instanceof CaseFailed) return error.disagreement;
  throw error;
}

/** What a check that must fail says. */
export function messageOf(check: () => unknown): string {
  return (thrownBy(check) as Error).message;
}

/** The cause that a check that must fail hands on. */
export function causeOf(check: () => unknown): unknown {
  return (thrownBy(check) as Error).cause;
}

function thrownBy(check: () => unknown): unknown {
  try {
    check();
  } catch (error) {
    return error;
  }
  throw new Error('the check passed');
}
