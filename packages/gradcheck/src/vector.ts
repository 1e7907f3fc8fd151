import * as fc from 'fast-check';

/** A length, or the least and the greatest. */
export type Size = number | { readonly min: number; readonly max: number };

/**
 * Vectors whose entries come from `element`: shrunk to fewer entries, then entry by entry.
 *
 * @throws RangeError when the length is not a whole number >= 0, or min > max.
 */
export function vector(element: fc.Arbitrary<number>, length: Size): fc.Arbitrary<Float64Array> {
  const { min, max } = checkedSize('vector', 'a length', length);
  return fc.array(element, { minLength: min, maxLength: max, size: 'max' }).map(toVector, fromVector);
}

export function checkedSize(caller: string, what: string, size: Size): { min: number; max: number } {
  const { min, max } = typeof size === 'number' ? { min: size, max: size } : size;
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 0 || min > max) {
    throw new RangeError(
      `${caller}: expected ${what} of whole numbers 0 <= min <= max, got ${min} to ${max}. Give a number or { min, max }.`,
    );
  }
  return { min, max };
}

function toVector(entries: readonly number[]): Float64Array {
  return Float64Array.from(entries);
}

function fromVector(value: unknown): number[] {
  if (!(value instanceof Float64Array)) throw new TypeError(`vector: expected a Float64Array, got ${typeof value}.`);
  return Array.from(value);
}
