import type { ParityPart } from './parts.js';

/** A part that float32 cannot hold to 1e-5 relative + 1e-6 absolute everywhere: why, and what it is held to. */
export interface ParityException {
  readonly part: string;
  readonly reason: string;
  /** What the error is measured by, in place of |expected|. */
  readonly size: (...given: number[]) => number;
}

export const parityExceptions: readonly ParityException[] = [
  {
    part: 'losses/poisson/value',
    reason:
      'p - y log p passes through 0 where its terms cancel, and each of them is rounded to float32; in float64 it is the same. Held to 1e-5 of p + |y log p|.',
    size: (p, y) => p + Math.abs(y * Math.log(p)),
  },
];

/** What an error of 1e-5 is relative to: the size of the exception where that is larger than what is expected. */
export function sizeAt(name: string, part: ParityPart, entry: number, expected: number): number {
  const exception = parityExceptions.find((one) => one.part === name);
  const size = exception?.size(...part.argumentsAt(entry)) ?? 0;
  return Number.isFinite(size) ? Math.max(size, Math.abs(expected)) : Math.abs(expected);
}
