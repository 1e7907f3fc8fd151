import { fitting, expectTypes } from '../parameters/fitting.js';
import { entriesOf, leavesOf } from '../parameters/parameters.js';
import { pointBeside, type Point } from '../parameters/point.js';
import { orMisuse } from './orMisuse.js';
import type { Comparing } from './slopeCase.js';
import { steadyAnswer } from './steadyAnswer.js';

/** A function that gives something of the shape of the parameters, with what else it is told. */
export interface Differentiator<P> {
  /** "the gradient" */
  readonly who: string;
  /** "gradient": what errors call its answer. */
  readonly what: string;
  readonly call: (...parts: never[]) => P;
  /** Its further arguments, and what reports call them. */
  readonly further?: readonly unknown[];
  readonly names?: readonly string[];
  /** The argument that may be changed. */
  readonly free?: number;
}

/**
 * The entries of an answer that has the names, shapes and types of the parameters.
 *
 * @throws MisuseError when it does not; CaseFailed as steadyAnswer does.
 */
export function fittingAnswer<P>(asked: Differentiator<P>, point: Point<P>, comparing: Comparing): Float64Array {
  const { who, what, call, further = [], names = [], free } = asked;
  const { caller, options, measuring } = comparing;
  const answer = steadyAnswer({
    caller,
    who,
    call,
    args: [point.at, ...further],
    names: ['its argument', ...names],
    beside: [pointBeside(point, measuring.precision), ...further],
    ...(free !== undefined && { free }),
    reseed: options.reseed,
  });
  return orMisuse(() => {
    const leaves = fitting(point.leaves, leavesOf(answer, caller), caller, what);
    expectTypes(point.leaves, leaves, caller, what);
    return entriesOf(leaves);
  });
}
