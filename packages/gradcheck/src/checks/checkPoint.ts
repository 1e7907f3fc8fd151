import { absoluteError } from '../numbers/errors.js';
import { estimateDerivative, type Estimate, type Room } from '../differences/estimateDerivative.js';
import { hintAt } from '../reports/hintAt.js';
import { CaseFailed, notFinite, type Disagreement } from '../reports/report.js';
import type { Measuring } from '../differences/measuring.js';
import { allowedError, type Tolerance } from './tolerance.js';

/**
 * Compares the derivative with differences at one point that is no kink. Returns |analytic - numeric| / max(1, |numeric|);
 * undefined where there is no room for a difference.
 */
export function checkPoint(
  f: (x: number) => number,
  derivative: (x: number) => number,
  x: number,
  room: Room,
  tolerance: Tolerance,
  measuring: Measuring,
): number | undefined {
  const value = f(x);
  if (!Number.isFinite(value)) throw new CaseFailed(notFinite(value));
  const analytic = derivative(x);
  const estimate = estimateDerivative(f, x, room, measuring);
  if (estimate === undefined) return undefined;
  const disagreement = compare(analytic, estimate, tolerance);
  if (disagreement)
    throw new CaseFailed({ ...disagreement, ...hintAt({ f, derivative, x, room, analytic, numeric: estimate.value }) });
  return absoluteError(analytic, estimate.value) / Math.max(1, Math.abs(estimate.value));
}

/** What is wrong, or undefined when the two agree; NaN and Infinity never agree with anything. */
export function compare(analytic: number, estimate: Estimate, tolerance: Tolerance): Disagreement | undefined {
  const { value: numeric, method, step } = estimate;
  const allowed = allowedError(tolerance, analytic, estimate);
  if (absoluteError(analytic, numeric) <= allowed && Number.isFinite(analytic) && Number.isFinite(numeric))
    return undefined;
  const verdict = Number.isFinite(analytic)
    ? Number.isFinite(numeric)
      ? 'the derivative differs from the finite difference'
      : 'the function is not finite around this point'
    : `the derivative is ${analytic}`;
  return { verdict, analytic, numeric, allowed, method, step };
}
