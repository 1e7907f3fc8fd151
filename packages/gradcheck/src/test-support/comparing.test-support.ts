import { measuringFor } from '../checks/measuringFor.js';
import type { Comparing } from '../checks/slopeCase.js';
import { float64 } from '../differences/measuring.js';

/** What checks of single cases are told of the check that they belong to. */
export function comparingTo(error: number, options: Comparing['options'] = {}): Comparing {
  const tolerance = { relative: error, absolute: error };
  return {
    caller: 'check',
    options,
    tolerance,
    measuring: measuringFor('check', options, float64, tolerance),
    tally: { worst: 0, compared: 0, skipped: 0 },
  };
}
