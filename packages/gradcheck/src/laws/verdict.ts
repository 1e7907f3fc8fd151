import { GradientCheckError } from '../reports/report.js';
import { LawBroken } from './lawBroken.js';

/** Whether an error says that a formula is wrong; any other says that it was not judged. */
export function isVerdict(error: unknown): error is LawBroken | GradientCheckError {
  return error instanceof LawBroken || error instanceof GradientCheckError;
}
