import type { Leaf } from './parameters.js';

/** @throws RangeError unless `others` has the names and shapes of `leaves`. */
export function fitting(
  leaves: readonly Leaf[],
  others: readonly Leaf[],
  caller: string,
  what: string,
): readonly Leaf[] {
  const byName = new Map(others.map((leaf) => [leaf.name, leaf]));
  // A record may list its entries in another order.
  const fitted = leaves.map((leaf) => {
    const other = byName.get(leaf.name);
    if (other?.shape !== leaf.shape) {
      const at = leaf.name && ` at ${leaf.name}`;
      throw new RangeError(
        `${caller}: expected a ${what} of shape ${leaf.shape}${at}, got ${other?.shape ?? 'nothing'}. Give it the names and shapes of the parameters.`,
      );
    }
    byName.delete(leaf.name);
    return other;
  });
  const [extra] = byName.keys();
  if (extra !== undefined) {
    throw new RangeError(`${caller}: expected no ${what} at ${extra}, which is no parameter, got one. Leave it out.`);
  }
  return fitted;
}

/** @throws TypeError unless `others`, which fit, hold their numbers in the types of `leaves`. */
export function expectTypes(leaves: readonly Leaf[], others: readonly Leaf[], caller: string, what: string): void {
  leaves.forEach(({ name, kind, type }, i) => {
    const other = others[i]!;
    if (other.type === type && other.kind === kind) return;
    throw new TypeError(
      `${caller}: expected the ${what}${name && ` at ${name}`} in a ${holder({ kind, type })}, got one in a ${holder(other)}. Give it the types of the parameters.`,
    );
  });
}

function holder({ kind, type }: Pick<Leaf, 'kind' | 'type'>): string {
  return kind === 'matrix' ? `matrix of ${type}` : type;
}
