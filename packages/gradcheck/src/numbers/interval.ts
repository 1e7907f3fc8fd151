import { nextDown, nextUp } from './doubles.js';

/** A set of real numbers between two ends; an end belongs to it unless it is open. Infinite ends are never reached. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly lowOpen?: boolean;
  readonly highOpen?: boolean;
}

/** The least and the greatest double of an interval. */
export interface Doubles {
  readonly first: number;
  readonly last: number;
}

export const everyDouble: Interval = Object.freeze({ low: -Infinity, high: Infinity });

/**
 * The doubles of an interval, from the first to the last.
 *
 * @throws RangeError when an end is NaN or no double lies in the interval.
 */
export function doublesOf(interval: Interval, caller: string): Doubles {
  const { low, high, lowOpen = false, highOpen = false } = interval;
  if (Number.isNaN(low) || Number.isNaN(high)) {
    throw new RangeError(`${caller}: expected an interval with low <= high, got ${show(interval)}. Give both ends.`);
  }
  const first = lowOpen || low === -Infinity ? nextUp(low) : low;
  const last = highOpen || high === Infinity ? nextDown(high) : high;
  if (!(first <= last && Number.isFinite(first) && Number.isFinite(last))) {
    throw new RangeError(
      `${caller}: expected an interval that holds at least one double, got ${show(interval)}. Swap or widen its ends.`,
    );
  }
  return { first, last };
}

function show({ low, high, lowOpen = false, highOpen = false }: Interval): string {
  return `${lowOpen ? '(' : '['}${low}, ${high}${highOpen ? ')' : ']'}`;
}
