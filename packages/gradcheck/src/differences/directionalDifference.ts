import { leavesOf, rebuilt, type Leaf } from '../parameters/parameters.js';

/**
 * The derivative of f at `at` along `direction`: the five-point difference of t -> f(at + t direction) at t = 0. What a
 * gradient g must give is the sum of g times direction over all entries. Nothing is changed in place.
 *
 * The default step moves the entry that moves most by 1e-3.
 *
 * @throws RangeError when the two have different names or shapes, or the step is not a positive number.
 * @example
 * directionalDifference((p) => p.a * p.b, { a: 2, b: 3 }, { a: 1, b: 0 }) // => 3.00000000
 */
export function directionalDifference<P>(f: (parameters: P) => number, at: P, direction: P, step?: number): number {
  const caller = 'directionalDifference';
  const slopes = entriesOf(fitting(leavesOf(at, caller), leavesOf(direction, caller), caller, 'direction'));
  const h = step ?? 1e-3 / Math.max(...slopes.map(Math.abs).filter((size) => size > 0), 0);
  if (slopes.every((slope) => slope === 0)) return 0;
  if (!(h > 0 && h < Infinity)) {
    throw new RangeError(`${caller}: expected a step > 0, got ${h}. Leave it out for the default.`);
  }
  const along = alongLine(f, at, slopes);
  return (along(-2 * h) - 8 * along(-h) + 8 * along(h) - along(2 * h)) / (12 * h);
}

/** t -> f(at + t slopes), each call on a fresh copy. */
export function alongLine<P>(f: (parameters: P) => number, at: P, slopes: ArrayLike<number>): (t: number) => number {
  return function along(t) {
    let index = 0;
    return f(rebuilt(at, (value) => value + t * slopes[index++]!));
  };
}

/** All numbers of all leaves, in order. */
export function entriesOf(leaves: readonly Leaf[]): number[] {
  return leaves.flatMap((leaf) => Array.from(leaf.values));
}

/** @throws RangeError unless `others` has the names and shapes of `leaves`. */
export function fitting(
  leaves: readonly Leaf[],
  others: readonly Leaf[],
  caller: string,
  what: string,
): readonly Leaf[] {
  const byName = new Map(others.map((leaf) => [leaf.name, leaf]));
  for (const leaf of leaves) {
    const other = byName.get(leaf.name);
    if (other?.shape !== leaf.shape) {
      const at = leaf.name && ` at ${leaf.name}`;
      throw new RangeError(
        `${caller}: expected a ${what} of shape ${leaf.shape}${at}, got ${other?.shape ?? 'nothing'}. Give it the names and shapes of the parameters.`,
      );
    }
    byName.delete(leaf.name);
  }
  const [extra] = byName.keys();
  if (extra !== undefined) {
    throw new RangeError(`${caller}: expected no ${what} at ${extra}, which is no parameter, got one. Leave it out.`);
  }
  // A record may list its entries in another order.
  return leaves.map((leaf) => others.find((other) => other.name === leaf.name)!);
}
