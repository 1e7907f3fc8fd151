import { called, notFinite } from '../reports/called.js';
import { CaseFailed } from '../reports/report.js';
import { copied, entriesOf, leavesOf, nameAt, type Leaf } from '../parameters/parameters.js';
import { pointBeside, type Point } from '../parameters/point.js';
import type { Comparing } from './slopeCase.js';
import { steadyAnswer } from './steadyAnswer.js';

/** What a function gives at a point, and how to ask it for more. */
export interface Outputs<P, Y> {
  readonly y: Y;
  /** Named after what they are: "output[2]". */
  readonly leaves: readonly Leaf[];
  readonly entries: Float64Array;
  readonly values: (parameters: P) => ArrayLike<number>;
}

export interface Asked<P, Y> {
  /** "the function" */
  readonly who: string;
  /** What reports call its result: "output". */
  readonly result: string;
  readonly isScalar: boolean;
  readonly f: (parameters: P) => Y;
}

/**
 * Asks a function twice at a point, and beside it.
 *
 * @throws CaseFailed as steadyAnswer does, and when it gives something that is not finite.
 */
export function steadyOutputs<P, Y>(asked: Asked<P, Y>, point: Point<P>, comparing: Comparing): Outputs<P, Y> {
  const { who, result, isScalar, f } = asked;
  const { caller, options, measuring } = comparing;
  const { reseed } = options;
  const { at } = point;
  const beside = pointBeside(point, measuring.precision);
  const y = steadyAnswer({
    caller,
    who,
    call: f,
    isScalar,
    args: [at],
    names: ['its argument'],
    beside: [beside],
    reseed,
  });
  const leaves = leavesOf(y, caller, result);
  const entries = entriesOf(leaves);
  const index = entries.findIndex((value) => !Number.isFinite(value));
  if (index >= 0) {
    const place = isScalar ? '' : ` at ${nameAt(leaves, index)}`;
    const { verdict, ...rest } = notFinite(entries[index]);
    throw new CaseFailed({ ...rest, verdict: verdict.replace(', which', `${place}, which`) });
  }
  function ask(parameters: P): ArrayLike<number> {
    reseed?.();
    const value: unknown = called(who, () => f(parameters));
    if (typeof value === 'number') return [value];
    const found = entriesOf(leavesOf(value, caller));
    if (found.length === entries.length) return found;
    throw new CaseFailed({
      verdict: `${who} gives ${entries.length} numbers and then ${found.length}`,
      hint: 'the shape of its result must not depend on the values of its parameters',
    });
  }
  const isFooled = remembers(ask, point, beside);
  return { y, leaves, entries, values: isFooled ? (parameters) => ask(copied(parameters)) : ask };
}

/**
 * Whether a function knows its argument again by its identity, as one with a cache does: then an argument whose entries
 * were moved in place gets the answer of before.
 */
function remembers<P>(ask: (parameters: P) => ArrayLike<number>, { given, copy }: Point<P>, beside: P): boolean {
  const moved = entriesOf(leavesOf(beside, ''));
  try {
    const fresh = ask(copied(beside));
    ask(copy.now());
    copy.write(0, moved);
    const inPlace = ask(copy.now());
    return Array.from(fresh).some((value, i) => !Object.is(value, inPlace[i]));
  } catch {
    return true;
  } finally {
    copy.write(0, given);
  }
}
