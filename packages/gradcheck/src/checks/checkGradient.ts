import type * as fc from 'fast-check';
import type { GenericLoss } from '../differences/arithmetic.js';
import { dualArithmetic, plainArithmetic, type Dual } from '../differences/dual.js';
import { generalized } from '../parameters/generalized.js';
import { copied } from '../parameters/parameters.js';
import { pointBeside, type Point } from '../parameters/point.js';
import { CaseFailed, type CheckReport } from '../reports/report.js';
import { checkedParameterOptions } from './checkedOptions.js';
import { checkParameters } from './checkParameters.js';
import { fittingAnswer } from './fittingAnswer.js';
import type { ParameterOptions } from './options.js';
import type { Comparing } from './slopeCase.js';
import { steadyOutputs } from './steadyOutputs.js';

export interface GradientOptions<P = unknown> extends ParameterOptions {
  /** The same function over any arithmetic: it is then differentiated in dual numbers. */
  readonly generic?: GenericLoss<P>;
}

/**
 * Compares a gradient written by hand with finite differences: every entry up to 64 of them, and for more a sample of
 * every named parameter plus random directions over each and over all. Also finds a function or gradient that changes
 * its argument, gives two values at one point or writes over an earlier result, and a gradient of the wrong names, shapes
 * or types.
 *
 * Parameters are numbers, number[]s, Float64Arrays, Float32Arrays, nested lists, matrices (rows, columns, data), and
 * records and lists of those. With a Float32Array among them steps and tolerances are those of float32.
 *
 * @throws GradientCheckError naming the entry that is wrong, at the smallest input found.
 * @throws TypeError and RangeError for parameters that are no numbers, and options that are none.
 * @example
 * const area = (p) => p.width * p.height
 * checkGradient(area, (p) => ({ width: p.height, height: p.width }), { width: 2, height: 3 }).cases // => 2
 * checkGradient(area, (p) => ({ width: p.width, height: p.height }), { width: 2, height: 3 }) // => throws GradientCheckError
 */
export function checkGradient<P>(
  f: (parameters: P) => number,
  gradient: (parameters: P) => P,
  at: P | fc.Arbitrary<P>,
  given: GradientOptions<P> = {},
): CheckReport {
  const options = checkedParameterOptions('checkGradient', { f, gradient }, given, ['generic']);
  return checkParameters<P>({
    caller: 'checkGradient',
    f,
    at,
    options,
    caseAt(point, comparing) {
      const { entries, values } = steadyOutputs(
        { who: 'the function', result: 'output', isScalar: true, f },
        point,
        comparing,
      );
      const { generic } = options;
      if (generic) expectSameFunction(generic, entries[0]!, values, point, comparing);
      const analytic = fittingAnswer({ who: 'the gradient', what: 'gradient', call: gradient }, point, comparing);
      return {
        comparing,
        point,
        values,
        rows: [{ weights: 0, analytic }],
        ...(generic && { dual: (slopeOf: (index: number) => number) => dualAt(generic, point, slopeOf) }),
      };
    },
  });
}

/** The generic function in dual numbers, where each entry moves by its slope. */
function dualAt<P>(generic: GenericLoss<P>, { at }: Point<P>, slopeOf: (index: number) => number): Dual {
  let index = 0;
  return generic<Dual>(
    generalized(at, (value): Dual => ({ value, slope: slopeOf(index++) })),
    dualArithmetic,
  );
}

/** Two functions may meet at a point, above all at a simple one: beside it they must agree too. */
function expectSameFunction<P>(
  generic: GenericLoss<P>,
  value: number,
  values: (parameters: P) => ArrayLike<number>,
  point: Point<P>,
  comparing: Comparing,
): void {
  expectSameValue(generic, point.at, value, comparing, 0);
  const beside = pointBeside(point, comparing.measuring.precision);
  let there: number;
  try {
    there = values(copied(beside))[0]!;
  } catch {
    // Elsewhere it may be undefined.
    return;
  }
  if (Number.isFinite(there)) expectSameValue(generic, beside, there, comparing, writtenOtherwise);
}

/** How far two ways to write a function may lie apart where nobody chose the point. */
const writtenOtherwise = 1e-9;

function expectSameValue<P>(
  generic: GenericLoss<P>,
  at: P,
  value: number,
  { tolerance }: Comparing,
  slack: number,
): void {
  const plain = generic<number>(
    generalized(at, (x) => x),
    plainArithmetic,
  );
  const { absolute, relative } = tolerance;
  const size = Math.max(Math.abs(plain), Math.abs(value));
  if (Math.abs(plain - value) <= absolute + relative * size + slack * Math.max(1, size)) return;
  throw new CaseFailed({
    verdict: `the generic function gives ${plain} where the function gives ${value}`,
    hint: 'write the same formula in both',
  });
}
