import type * as fc from 'fast-check';
import { show } from '../reports/show.js';

/** A length, or the least and the greatest. */
export type Size = number | { readonly min: number; readonly max: number };

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** @throws RangeError unless the size is a whole number >= 0, or two with min <= max; TypeError for what is no size. */
export function checkedSize(caller: string, what: string, size: Size): Range {
  if (typeof size !== 'number' && (typeof size !== 'object' || (size as unknown) === null)) {
    throw new TypeError(`${caller}: expected ${what}, got ${show(size)}. Give a number or { min, max }.`);
  }
  const { min, max } = typeof size === 'number' ? { min: size, max: size } : size;
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 0 || min > max) {
    throw new RangeError(
      `${caller}: expected ${what} of whole numbers 0 <= min <= max, got ${min} to ${max}. Give a number or { min, max }.`,
    );
  }
  return { min, max };
}

/** Half of the lengths are small: there bugs of shape and of empty inputs live. */
export function lengthIn({ min, max }: Range, random: fc.Random): number {
  return random.nextInt(min, random.nextInt(0, 1) === 0 ? Math.min(max, min + 3) : max);
}

export function isIn({ min, max }: Range, length: number): boolean {
  return Number.isInteger(length) && length >= min && length <= max;
}

/** Which of n places to keep: the first, either half, all but one. */
export function* fewer(n: number, min: number): IterableIterator<number[]> {
  const all = Array.from({ length: n }, (_, i) => i);
  const half = Math.max(min, n >> 1);
  if (n > min && half < n - 1) {
    yield all.slice(0, half);
    yield all.slice(n - half);
  }
  if (n > min) for (const left of all) yield all.filter((i) => i !== left);
}
