import { expect } from 'vitest';

export interface Tolerance {
  readonly relative?: number;
  readonly absolute?: number;
}

/** |got - expected| <= relative |expected| + absolute for every number; NaN is close to nothing. */
export function expectClose(
  got: ArrayLike<number>,
  expected: ArrayLike<number>,
  { relative = 1e-5, absolute = 1e-6 }: Tolerance = {},
  what = '',
): void {
  expect(got.length, what).toBe(expected.length);
  const far = Array.from(expected, (want, i) => ({ i, got: got[i], want })).filter(
    (one) => !(Math.abs(one.got - one.want) <= relative * Math.abs(one.want) + absolute),
  );
  expect(far, what).toEqual([]);
}

/** 1e-5 of the largest entry and 1e-6: the entries of a gradient are sums, whose terms can be larger than they. */
export function expectCloseToLargest(got: ArrayLike<number>, expected: ArrayLike<number>, what: string): void {
  const largest = Math.max(...Array.from(expected, Math.abs));
  expectClose(got, expected, { relative: 0, absolute: 1e-5 * largest + 1e-6 }, what);
}
