/** A vector to write into: `into` where it fits, a new one where it is not given. */
export function outputOf(name: string, length: number, into?: Float64Array): Float64Array {
  if (into === undefined) return new Float64Array(length);
  if (into.length !== length) {
    throw new RangeError(
      `${name}: expected into to hold ${length} numbers, got ${into.length}. Pass one of that length.`,
    );
  }
  return into;
}

/** @throws RangeError when x is empty. */
export function checkNotEmpty(name: string, x: Float64Array): void {
  if (x.length === 0)
    throw new RangeError(`${name}: expected at least 1 number, got an empty vector. Pass a non-empty row.`);
}

/** @throws RangeError when x is empty or the gradient has another length than the function's output. */
export function checkGradient(name: string, x: Float64Array, outputGradient: Float64Array, length = x.length): void {
  checkNotEmpty(name, x);
  if (outputGradient.length !== length) {
    throw new RangeError(
      `${name}: expected an output gradient of ${length} numbers, got ${outputGradient.length}. Pass d cost / d output.`,
    );
  }
}

/** The largest entry; NaN if there is one. */
export function largest(x: Float64Array): number {
  let most = x[0]!;
  for (let i = 1; i < x.length; i++) most = Math.max(most, x[i]!);
  return most;
}
