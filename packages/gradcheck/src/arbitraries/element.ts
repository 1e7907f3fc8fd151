import type * as fc from 'fast-check';
import { show } from '../reports/show.js';

/** @throws TypeError for what draws no entries. */
export function expectElement(caller: string, element: unknown): asserts element is fc.Arbitrary<number> {
  if (isArbitrary(element)) return;
  throw new TypeError(
    `${caller}: expected an arbitrary of numbers, got ${show(element)}. Give real(), or real({ low, high }).`,
  );
}

/** By what it does, as two copies of fast-check may be installed. */
export function isArbitrary(value: unknown): value is fc.Arbitrary<number> {
  return typeof value === 'object' && value !== null && 'generate' in value && 'shrink' in value;
}
