import type { Room } from '../differences/estimateDerivative.js';
import type { Precision } from '../differences/measuring.js';
import { entriesOf, leavesOf, nameAt, rebuilt, type Leaf } from './parameters.js';
import { roomsOf, type Domain } from './rooms.js';
import { workingCopy, type WorkingCopy } from './workingCopy.js';

/** One point where derivatives are compared. */
export interface Point<P> {
  readonly at: P;
  readonly leaves: readonly Leaf[];
  /** All entries of `at`. */
  readonly given: Float64Array;
  readonly roomOf: (index: number) => Room;
  /** Entries are moved here, and put back. */
  readonly copy: WorkingCopy<P>;
}

/**
 * A point in numbers of the precision.
 *
 * @throws TypeError for what is not numbers, RangeError for an entry that is not finite or outside the domain.
 */
export function pointAt<P>(given: P, domain: Domain | undefined, precision: Precision, caller: string): Point<P> {
  const at = leavesOf(given, caller) && rebuilt(given, precision.round);
  const leaves = leavesOf(at, caller);
  const entries = entriesOf(leaves);
  const index = entries.findIndex((x) => !Number.isFinite(x));
  if (index >= 0) {
    throw new RangeError(
      `${caller}: expected finite parameters, got ${entries[index]} at ${nameAt(leaves, index)}. Move the point.`,
    );
  }
  return { at, leaves, given: entries, roomOf: roomsOf(domain, leaves, caller), copy: workingCopy(at) };
}

/** The point with every entry moved a little, inside its room. */
export function pointBeside<P>({ at, roomOf }: Point<P>, precision: Precision, share = 1e-3): P {
  let index = 0;
  return rebuilt(at, (x) => {
    const { left, right } = roomOf(index++);
    const step = share * Math.max(1, Math.abs(x));
    return precision.round(right >= left ? x + Math.min(step, right / 2) : x - Math.min(step, left / 2));
  });
}
