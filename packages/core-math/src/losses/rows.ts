/** What the losses over rows ask of their arguments: equal lengths, a class that exists, no negative probability. */

/** @throws RangeError unless row, target and `into` are equally long and not empty. */
export function requireEqualLengths(
  name: string,
  row: Float64Array,
  target: Float64Array,
  into: Float64Array = row,
): void {
  if (row.length === 0 || row.length !== target.length) {
    throw new RangeError(
      `${name}: expected a row and a target of the same length >= 1, got ${row.length} and ${target.length} numbers. Give one target number for each prediction.`,
    );
  }
  requireRoom(name, row, into);
}

/**
 * The class that a target row of length 1 names.
 *
 * @throws RangeError unless it is a whole number in 0 .. C - 1.
 */
export function requireClass(name: string, row: Float64Array, target: Float64Array, into: Float64Array = row): number {
  const k = target[0]!;
  if (target.length !== 1 || !Number.isInteger(k) || k < 0 || k >= row.length) {
    throw new RangeError(
      `${name}: expected one class index from 0 to ${row.length - 1}, got [${Array.from(target).join(', ')}]. Number the classes from 0, or use the loss for one-hot targets.`,
    );
  }
  requireRoom(name, row, into);
  return k;
}

/** The entry itself, as a probability: NaN for a negative one, and 0 for -0, whose quotients have the wrong sign. */
export function probability(entry: number): number {
  return entry >= 0 ? Math.abs(entry) : NaN;
}

/** The index of the largest entry; the first one when several are. */
export function indexOfLargest(row: Float64Array): number {
  let top = 0;
  for (let j = 1; j < row.length; j++) if (row[j]! > row[top]!) top = j;
  return top;
}

function requireRoom(name: string, row: Float64Array, into: Float64Array): void {
  if (into.length !== row.length) {
    throw new RangeError(
      `${name}: expected room for ${row.length} numbers in \`into\`, got ${into.length}. Pass a buffer as long as the row, or none.`,
    );
  }
}
