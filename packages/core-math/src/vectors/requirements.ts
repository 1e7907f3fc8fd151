/** @throws RangeError when a vector has no entries. */
export function requireEntries(name: string, x: Float64Array): void {
  if (x.length === 0) {
    throw new RangeError(
      `${name}: expected a vector of at least 1 entry, got an empty one. Pass the scores of at least one class.`,
    );
  }
}

/** @throws RangeError when a second vector is not as long as the first. */
export function requireSameLength(name: string, what: string, other: Float64Array, x: Float64Array): void {
  if (other.length !== x.length) {
    throw new RangeError(
      `${name}: expected ${what} to have ${x.length} entries, got ${other.length}. Pass vectors of equal length.`,
    );
  }
}
