import { exactStep } from '../differences/differences.js';
import { estimateSlope, type Room } from '../differences/estimateDerivative.js';
import { absoluteError } from '../numbers/errors.js';
import { CaseFailed } from '../reports/report.js';
import { isBetween, notBetween } from './judgeAtKink.js';
import type { PointCase } from './pointCase.js';
import { allowedError } from './tolerance.js';

/** A point where a function has no derivative: the slopes on either side, and the one that the code returns. */
export interface Kink {
  readonly at: number;
  readonly left: number;
  readonly right: number;
  readonly chosen: number;
}

/** A kink of which nobody said more than where it is. */
export type KinkPlace = Pick<Kink, 'at'>;

/**
 * The derivative at a kink is the documented choice, which lies between the two slopes, which are those of f. Returns the
 * error of the slopes; undefined where there was room for neither.
 */
export function checkKink(one: PointCase, kink: Kink | KinkPlace): number | undefined {
  if (!('chosen' in kink)) return checkBetween(one, kink.at);
  const { at, left, right, chosen } = kink;
  const analytic = one.derivative(at);
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
  const errors = (['left', 'right'] as const).map((side) => slopeError(one, kink, side));
  return errors.reduce((worst, error) => (worst === undefined ? error : Math.max(worst, error ?? 0)), undefined);
}

/** The derivative at a place whose slopes are not given lies between those of f; undefined where a side has no room. */
function checkBetween(one: PointCase, at: number): number | undefined {
  const { f, derivative, roomAt, tolerance, measuring } = one;
  const analytic = derivative(at);
  const [left, right] = (['left', 'right'] as const).map((side) => estimateSlope(f, at, side, roomAt(at), measuring));
  if (left === undefined || right === undefined) {
    if (Number.isFinite(analytic)) return undefined;
    throw new CaseFailed({ verdict: `the derivative is ${analytic}`, analytic });
  }
  if (isBetween(analytic, { left, right }, tolerance)) return 0;
  throw new CaseFailed(notBetween(analytic, { left, right }));
}

function slopeError(one: PointCase, kink: Kink, side: 'left' | 'right'): number | undefined {
  const { f, roomAt, tolerance, measuring } = one;
  const room = roomAt(kink.at);
  const slope = kink[side];
  if (!(room[side] > 0)) return undefined;
  if (!Number.isFinite(slope)) return verticalError(f, kink, side, room);
  const estimate = estimateSlope(f, kink.at, side, room, measuring);
  if (estimate === undefined) return undefined;
  const error = absoluteError(slope, estimate.value);
  const allowed = allowedError(tolerance, slope, estimate);
  if (!(error <= allowed)) {
    throw new CaseFailed({
      verdict: falseSlope(kink, side),
      analytic: slope,
      numeric: estimate.value,
      allowed,
      method: estimate.method,
      step: estimate.step,
    });
  }
  return error / Math.max(1, Math.abs(estimate.value));
}

/** Towards a vertical tangent the quotients between x + h and x + 2h grow without end: their growth does not die out. */
function verticalError(f: (x: number) => number, kink: Kink, side: 'left' | 'right', room: Room): number | undefined {
  const { at } = kink;
  const slope = kink[side];
  const largest = Math.min(1e-3 * Math.max(1, Math.abs(at)), room[side] / 3);
  const steps = [1, 8, 64, 512, 4096].map((part) => exactStep(at, largest / part));
  const least = steps[4]!;
  if (least < 1e3 * Number.EPSILON * Math.abs(at)) return undefined;
  const outwards = side === 'right' ? 1 : -1;
  const values = steps.map((h) => [f(at + outwards * h), f(at + outwards * 2 * h)] as const);
  const quotients = values.map(([near, far], i) => (outwards * (far - near)) / steps[i]!);
  const growth = quotients.slice(1).map((quotient, i) => Math.sign(slope) * (quotient - quotients[i]!));
  const rounding = (8 * Number.EPSILON * Math.max(...values[4]!.map(Math.abs))) / least;
  if (growth[3]! > rounding && growth[3]! >= growth[0]! / 2) return 0;
  throw new CaseFailed({
    verdict: falseSlope(kink, side),
    analytic: slope,
    numeric: quotients[4]!,
    method: `quotients that should grow as the step shrinks to ${least}`,
  });
}

function falseSlope({ at }: Kink, side: 'left' | 'right'): string {
  return `the documented slope on the ${side} of the kink ${at} is not that of the function`;
}
