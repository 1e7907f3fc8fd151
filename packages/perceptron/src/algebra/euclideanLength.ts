/**
 * sqrt(sum v_j^2): the length of a vector of any dimension.
 *
 * Computed as: largest * sqrt(sum (v_j / largest)^2), so that no square overflows or vanishes; in a loop, since
 * `Math.hypot(...v)` runs out of stack at some 100,000 entries. NaN gives NaN.
 */
export function euclideanLength(vector: Float64Array): number {
  const largest = largestSize(vector);
  if (!(largest > 0 && largest < Infinity)) return largest;
  let sum = 0;
  for (const entry of vector) sum += (entry / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** max |v_j|, or 0 for no entries. */
export function largestSize(vector: Float64Array): number {
  let largest = 0;
  for (const entry of vector) largest = Math.max(largest, Math.abs(entry));
  return largest;
}

/** The vector with one more entry: (x, 1), or (w, b). */
export function extended(vector: ArrayLike<number>, last: number): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(vector.length + 1);
  longer.set(vector);
  longer[vector.length] = last;
  return longer;
}
