import { dualDerivative, estimateOfDual, plainArithmetic } from '../differences/dual.js';
import { estimateAtTie } from '../differences/estimateAtTie.js';
import { estimateDerivative, type Estimate } from '../differences/estimateDerivative.js';
import { clearlyDiffer, clearSlopes, slopesText } from '../differences/slopesAround.js';
import { absoluteError } from '../numbers/errors.js';
import { notFinite } from '../reports/called.js';
import { CaseFailed, type Disagreement } from '../reports/report.js';
import { judgeAtKink } from './judgeAtKink.js';
import type { PointCase } from './pointCase.js';
import { allowedError, isMeasured, isUnsettled, type Tolerance } from './tolerance.js';

/**
 * Compares the derivative with differences at one point that is no listed kink. Returns |analytic - numeric| /
 * max(1, |numeric|); undefined where it cannot be decided what is right, or there is no room for a difference.
 */
export function checkPoint(one: PointCase, x: number): number | undefined {
  const { f, derivative, tolerance, measuring } = one;
  const value = f(x);
  if (!Number.isFinite(value)) throw new CaseFailed(notFinite(value));
  const analytic = derivative(x);
  expectSteady('the function', value, f(x));
  expectSteady('the derivative', analytic, derivative(x));
  const first = estimateAt(one, x, value);
  if (first === undefined) return undefined;
  const agrees = compare(analytic, first, tolerance) === undefined;
  const estimate = agrees ? first : estimateAt({ ...one, measuring: { ...measuring, isCareful: true } }, x, value)!;
  const disagreement = agrees ? undefined : compare(analytic, estimate, tolerance);
  if (disagreement === undefined && isMeasured(analytic, estimate)) {
    return absoluteError(analytic, estimate.value) / Math.max(1, Math.abs(estimate.value));
  }
  if (Number.isFinite(analytic) && isLost(one, x, estimate)) return undefined;
  const judgement = judge(one, x, analytic, estimate);
  if (judgement === 'between') return 0;
  const verdict = judgement === 'no kink' && !isUnsettled(analytic, estimate) ? disagreement : judgement;
  if (verdict === undefined || typeof verdict === 'string') return undefined;
  const { reason } = measuring;
  throw new CaseFailed({
    ...(reason !== undefined && { methodReason: reason }),
    ...verdict,
    ...(judgement === 'no kink' && kinkHint(one, x)),
  });
}

/** What is wrong, or undefined when the two agree; NaN and Infinity never agree with anything. */
export function compare(analytic: number, estimate: Estimate, tolerance: Tolerance): Disagreement | undefined {
  const { value: numeric, method, step } = estimate;
  const allowed = allowedError(tolerance, analytic, estimate);
  if (absoluteError(analytic, numeric) <= allowed && Number.isFinite(analytic) && Number.isFinite(numeric))
    return undefined;
  const verdict = Number.isFinite(analytic)
    ? Number.isFinite(numeric)
      ? `the derivative differs from ${step > 0 ? 'the finite difference' : 'that in dual numbers'}`
      : 'the function is not finite around this point'
    : `the derivative is ${analytic}`;
  return {
    verdict,
    analytic,
    numeric,
    ...(Number.isFinite(allowed) && { allowed }),
    method,
    ...(step > 0 && { step }),
  };
}

/** How far the generic function may lie from the one under test: it may be written in another way, but must be the same. */
const sameValue = { float64: 1e-6, float32: 1e-3 } as const;

/** The derivative as it is measured at x: in dual numbers where there is a generic function and the method asks for it. */
export function estimateAt(one: PointCase, x: number, value: number): Estimate | undefined {
  const { f, generic, measuring, roomAt } = one;
  if (measuring.method !== 'dual' || generic === undefined) return estimateDerivative(f, x, roomAt(x), measuring);
  const plain = generic(x, plainArithmetic);
  if (!(Math.abs(plain - value) <= sameValue[measuring.precision.name] * Math.max(1, Math.abs(value)))) {
    throw new CaseFailed({
      verdict: `the generic function gives ${plain} where the function gives ${value}`,
      hint: 'both must be the same function: its derivative in dual numbers is what is compared',
    });
  }
  return estimateOfDual(dualDerivative(generic, x)) ?? estimateAtTie(f, x, roomAt(x), measuring);
}

function expectSteady(who: string, first: number, second: number): void {
  if (Object.is(first, second)) return;
  throw new CaseFailed({
    verdict: `${who} gives ${first} and then ${second} at the same point`,
    hint: 'fix its randomness: give reseed, or seed the generator inside the function',
  });
}

const touching = { float64: 1e-6, float32: 0.1 } as const;
const unsettled = 0.1;

/** Whether no step has settled, so close to a kink or an end of the domain: a slope may be infinite there. */
function isLost({ roomAt, measuring }: PointCase, x: number, { value, truncation }: Estimate): boolean {
  const { left, right } = roomAt(x);
  return (
    Math.min(left, right) < touching[measuring.precision.name] * Math.max(1, Math.abs(x)) &&
    truncation > unsettled * Math.abs(value)
  );
}

function judge(one: PointCase, x: number, analytic: number, estimate: Estimate): ReturnType<typeof judgeAtKink> {
  const { f, rule, roomAt, tolerance } = one;
  if (rule === 'detect' || !Number.isFinite(analytic)) return 'no kink';
  const judgement = judgeAtKink({ f, at: x, slopes: [1], along: f, x, analytic, estimate, tolerance, room: roomAt(x) });
  return rule === 'avoid' && judgement !== 'no kink' ? 'undecided' : judgement;
}

function kinkHint({ f, roomAt, measuring }: PointCase, x: number): { hint?: string } {
  const sides = clearSlopes(f, x, roomAt(x), measuring.precision);
  return sides && clearlyDiffer(sides) ? { hint: `${slopesText(sides)}: if that is a kink, list it in kinks` } : {};
}
