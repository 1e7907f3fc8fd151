import { estimateSlope, type Estimate, type Room } from './estimateDerivative.js';
import { float64, type Measuring, type Precision } from './measuring.js';

export interface Sides {
  readonly left: Estimate;
  readonly right: Estimate;
}

const clearlyDifferent = 1e-3;

/** The slopes on either side of x, where both are clear: known to 0.01 %, or well enough to tell them apart. */
export function clearSlopes(
  f: (x: number) => number,
  x: number,
  room: Room,
  precision: Precision = float64,
): Sides | undefined {
  const measuring = roughly(precision);
  const left = estimateSlope(f, x, 'left', room, measuring);
  const right = estimateSlope(f, x, 'right', room, measuring);
  if (left === undefined || right === undefined) return undefined;
  const isClear = noiseOf({ left, right }) <= (clearlyDifferent / 10) * scaleOf(left, right);
  return isClear || differ({ left, right }) ? { left, right } : undefined;
}

/** Whether the slopes differ by more than 0.1 % of the larger: what a person would call a kink. */
export function clearlyDiffer({ left, right }: Sides): boolean {
  return Math.abs(left.value - right.value) > clearlyDifferent * scaleOf(left, right);
}

/** Whether the slopes differ by more than they may be off. */
export function differ(sides: Sides): boolean {
  return Math.abs(sides.left.value - sides.right.value) > 10 * noiseOf(sides);
}

/** "the slope is 0 on the left and 1 on the right" */
export function slopesText({ left, right }: Sides): string {
  return `the slope is ${tidy(left.value)} on the left and ${tidy(right.value)} on the right`;
}

/** Measures no finer than what it takes to tell slopes apart. */
export function roughly(precision: Precision): Measuring {
  return { method: 'fivePoint', precision, enough: (value) => 1e-10 + 1e-6 * Math.abs(value) };
}

/** What the two may be off by together. */
export function noiseOf({ left, right }: Sides): number {
  return left.rounding + left.truncation + right.rounding + right.truncation;
}

function scaleOf(left: Estimate, right: Estimate): number {
  return Math.max(Math.abs(left.value), Math.abs(right.value));
}

function tidy(x: number): number {
  return Number(x.toFixed(6));
}
