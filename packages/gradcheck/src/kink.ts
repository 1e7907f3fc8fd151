import { estimateSlope, type Room } from './estimateDerivative.js';
import { absoluteError } from './errors.js';
import { CaseFailed } from './report.js';
import { allowedError, enoughFor, type Tolerance } from './tolerance.js';

/** A point where a function has no derivative: the slopes on either side, and the one that the code returns. */
export interface Kink {
  readonly at: number;
  readonly left: number;
  readonly right: number;
  readonly chosen: number;
}

/** The derivative at a kink is the documented choice, which lies between the two slopes, which are those of f. */
export function checkKink(
  f: (x: number) => number,
  derivative: (x: number) => number,
  kink: Kink,
  room: Room,
  tolerance: Tolerance,
): number {
  const { at, left, right, chosen } = kink;
  const analytic = derivative(at);
  if (!(analytic === chosen)) {
    throw new CaseFailed({
      verdict: `the derivative at the kink ${at} is not the documented choice ${chosen}`,
      analytic,
      method: 'equality with the documented choice',
      hint: `return ${chosen} at x = ${at}, or document another choice between ${left} and ${right}`,
    });
  }
  if (!(chosen >= Math.min(left, right) && chosen <= Math.max(left, right))) {
    throw new CaseFailed({
      verdict: `the choice ${chosen} at the kink ${at} does not lie between the slopes ${left} and ${right}`,
      analytic,
      hint: 'choose a slope from the left one to the right one',
    });
  }
  return Math.max(slopeError(f, kink, 'left', room, tolerance), slopeError(f, kink, 'right', room, tolerance));
}

function slopeError(
  f: (x: number) => number,
  kink: Kink,
  side: 'left' | 'right',
  room: Room,
  tolerance: Tolerance,
): number {
  const slope = kink[side];
  // A vertical tangent has no finite difference to compare with.
  if (!Number.isFinite(slope) || !(room[side] > 0)) return 0;
  const estimate = estimateSlope(f, kink.at, side, room, enoughFor(tolerance));
  if (estimate === undefined) return 0;
  const error = absoluteError(slope, estimate.value);
  const allowed = allowedError(tolerance, slope, estimate);
  if (!(error <= allowed)) {
    throw new CaseFailed({
      verdict: `the documented slope on the ${side} of the kink ${kink.at} is not that of the function`,
      analytic: slope,
      numeric: estimate.value,
      allowed,
      method: estimate.method,
      step: estimate.step,
    });
  }
  return error / Math.max(1, Math.abs(estimate.value));
}
