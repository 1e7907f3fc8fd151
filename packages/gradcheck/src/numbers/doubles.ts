const value = new Float64Array(1);
const bits = new BigInt64Array(value.buffer);

/** The least double above x; x itself for Infinity and NaN. */
export function nextUp(x: number): number {
  if (Number.isNaN(x) || x === Infinity) return x;
  if (x === 0) return Number.MIN_VALUE;
  value[0] = x;
  bits[0] = bits[0]! + (x > 0 ? 1n : -1n);
  return value[0];
}

/** The greatest double below x; x itself for -Infinity and NaN. */
export function nextDown(x: number): number {
  return -nextUp(-x);
}

/** The distance from |x| to the next double away from 0: 2^-52 for 1 <= |x| < 2, and 2^-1074 around 0. */
export function unitInLastPlace(x: number): number {
  const size = Math.abs(x);
  if (!Number.isFinite(size)) return NaN;
  return size === Number.MAX_VALUE ? size - nextDown(size) : nextUp(size) - size;
}

const leastNormal = 2 ** -1022;

/** Whether 0 < |x| < 2^-1022: too small for its full 53 bits, and 1 / x may overflow. */
export function isSubnormal(x: number): boolean {
  return x !== 0 && Math.abs(x) < leastNormal;
}
