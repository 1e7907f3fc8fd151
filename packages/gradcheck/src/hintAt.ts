import { estimateDerivative, estimateSlope, type Room } from './estimateDerivative.js';

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
  const estimate = estimateDerivative(f, beside, around, negligible);
  return estimate !== undefined && ratioHint(derivative(beside), estimate.value) === hint;
}

const clearlyDifferent = 1e-3;

/** The slopes on either side of x where both are clear and clearly differ. */
export function slopesAround(
  f: (x: number) => number,
  x: number,
  room: Room,
): { left: number; right: number } | undefined {
  const left = estimateSlope(f, x, 'left', room, negligible);
  const right = estimateSlope(f, x, 'right', room, negligible);
  if (left === undefined || right === undefined) return undefined;
  const scale = Math.max(Math.abs(left.value), Math.abs(right.value));
  const noise = left.rounding + left.truncation + right.rounding + right.truncation;
  const differ = Math.abs(left.value - right.value) > clearlyDifferent * scale;
  return differ && noise <= (clearlyDifferent / 10) * scale ? { left: left.value, right: right.value } : undefined;
}

function kinkHint(f: (x: number) => number, x: number, room: Room): string | undefined {
  const slopes = slopesAround(f, x, room);
  return (
    slopes &&
    `the slope is ${tidy(slopes.left)} on the left and ${tidy(slopes.right)} on the right: if that is a kink, list it in kinks`
  );
}

function negligible(value: number): number {
  return 1e-10 + 1e-6 * Math.abs(value);
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

function tidy(x: number): number {
  return Number(x.toFixed(6));
}
