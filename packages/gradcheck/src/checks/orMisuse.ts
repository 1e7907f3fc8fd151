import { MisuseError } from './runCases.js';

/** Errors about arguments are the caller's mistake and not a failing case: they are thrown past the shrinking. */
export function orMisuse<R>(make: () => R): R {
  try {
    return make();
  } catch (error) {
    throw error instanceof Error ? new MisuseError(error) : error;
  }
}
