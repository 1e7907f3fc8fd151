import { float64 } from '../differences/measuring.js';
import { estimateDerivative, type Room } from '../differences/estimateDerivative.js';
import { clearlyDiffer, clearSlopes, roughly, slopesText } from '../differences/slopesAround.js';

export interface Finding {
  readonly f: (x: number) => number;
  readonly derivative: (x: number) => number;
  readonly x: number;
  readonly room: Room;
  readonly analytic: number;
  readonly numeric: number;
}

/** What the two numbers suggest, in one line, where they suggest anything. */
export function hintAt({ f, derivative, x, room, analytic, numeric }: Finding): { hint?: string } {
  const ratio = ratioHint(analytic, numeric);
  const hint =
    kinkHint(f, x, room) ?? (ratio !== undefined && alsoBeside(f, derivative, x, room, ratio) ? ratio : undefined);
  return hint === undefined ? {} : { hint };
}

/** At one point a ratio may be a coincidence: sigma(0) is twice sigma'(0). */
function alsoBeside(
  f: (x: number) => number,
  derivative: (x: number) => number,
  x: number,
  room: Room,
  hint: string,
): boolean {
  const shift = Math.min(0.1, room.right / 4);
  const beside = x + (shift > 0 ? shift : -Math.min(0.1, room.left / 4));
  const around = { left: room.left - (x - beside), right: room.right + (x - beside) };
  const estimate = estimateDerivative(f, beside, around, roughly(float64));
  return estimate !== undefined && ratioHint(derivative(beside), estimate.value) === hint;
}

function kinkHint(f: (x: number) => number, x: number, room: Room): string | undefined {
  const sides = clearSlopes(f, x, room);
  return sides && clearlyDiffer(sides) ? `${slopesText(sides)}: if that is a kink, list it in kinks` : undefined;
}

/** Ratios that usual mistakes leave behind. */
export function ratioHint(analytic: number, numeric: number): string | undefined {
  if (!Number.isFinite(analytic) || !Number.isFinite(numeric) || numeric === 0) return undefined;
  if (analytic === 0) return 'analytic is 0 where the function still changes';
  const ratio = analytic / numeric;
  if (near(ratio, -1)) return 'analytic = -numeric: the sign is wrong';
  const [size, inverse] = [Math.abs(ratio), Math.abs(1 / ratio)];
  const sign = ratio < 0 ? '-' : '';
  if (size > 1.5 && size < 1000 && near(size, Math.round(size))) {
    return `analytic = ${sign}${Math.round(size)} numeric: perhaps a factor too many, or a missing mean`;
  }
  if (inverse > 1.5 && inverse < 1000 && near(inverse, Math.round(inverse))) {
    return `analytic = ${sign}numeric / ${Math.round(inverse)}: perhaps a missing factor, or a mean taken twice`;
  }
  return undefined;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.abs(b);
}
