import { inOrderOf, misfitOf, wrongTypeOf } from '../parameters/fitting.js';
import { entriesOf, leavesOf } from '../parameters/parameters.js';
import { pointBeside, type Point } from '../parameters/point.js';
import { CaseFailed } from '../reports/report.js';
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
 * @throws CaseFailed when it does not, and as steadyAnswer does.
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
  const { leaves } = point;
  const answered = leavesOf(answer, who);
  const misfit = misfitOf(leaves, answered, what);
  if (misfit) throw new CaseFailed({ ...misfit });
  const fitted = inOrderOf(leaves, answered);
  const wrongType = wrongTypeOf(leaves, fitted, what);
  if (wrongType) throw new CaseFailed({ ...wrongType });
  return entriesOf(fitted);
}
