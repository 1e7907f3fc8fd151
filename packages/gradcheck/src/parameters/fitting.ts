import type { Leaf } from './parameters.js';

/** How something does not fit parameters. */
export interface Misfit {
  /** "expected a gradient of shape 2 x 3 at weights, got 3 x 2" */
  readonly verdict: string;
  /** The parameter: "weights", or "x" where it has no name. */
  readonly parameter: string;
  /** What to do: "transpose it". */
  readonly hint: string;
}

/** What is wrong with the names and shapes of `others`, or undefined when they are those of `leaves`. */
export function misfitOf(leaves: readonly Leaf[], others: readonly Leaf[], what: string): Misfit | undefined {
  const byName = new Map(others.map((leaf) => [leaf.name, leaf]));
  for (const { name, shape, rows, columns } of leaves) {
    const other = byName.get(name);
    if (other?.shape !== shape) {
      const isTransposed = other?.shape === `${columns} x ${rows}`;
      return {
        verdict: `expected a ${what} of shape ${shape}${placed(name)}, got ${other?.shape ?? 'nothing'}`,
        parameter: name || 'x',
        hint: isTransposed ? 'transpose it' : 'give it the names and shapes of the parameters',
      };
    }
    byName.delete(name);
  }
  const [extra] = byName.keys();
  if (extra === undefined) return undefined;
  const verdict = `expected no ${what} at ${extra}, which is no parameter, got one`;
  return { verdict, parameter: extra, hint: 'leave it out' };
}

/** What is wrong with the types in which `others`, which fit in shape, hold their numbers. */
export function wrongTypeOf(leaves: readonly Leaf[], others: readonly Leaf[], what: string): Misfit | undefined {
  const index = leaves.findIndex(({ type }, i) => others[i]!.type !== type);
  if (index < 0) return undefined;
  const { name } = leaves[index]!;
  return {
    verdict: `expected the ${what}${placed(name)} in a ${holder(leaves[index]!)}, got one in a ${holder(others[index]!)}`,
    parameter: name || 'x',
    hint: 'give it the types of the parameters',
  };
}

/** The others, which fit, in the order of the leaves: a record may list its entries in another one. */
export function inOrderOf(leaves: readonly Leaf[], others: readonly Leaf[]): readonly Leaf[] {
  const byName = new Map(others.map((leaf) => [leaf.name, leaf]));
  return leaves.map(({ name }) => byName.get(name)!);
}

/** @throws RangeError unless `others` has the names and shapes of `leaves`. */
export function fitting(
  leaves: readonly Leaf[],
  others: readonly Leaf[],
  caller: string,
  what: string,
): readonly Leaf[] {
  const misfit = misfitOf(leaves, others, what);
  if (misfit === undefined) return inOrderOf(leaves, others);
  const { verdict, hint } = misfit;
  throw new RangeError(`${caller}: ${verdict}. ${hint[0]!.toUpperCase()}${hint.slice(1)}.`);
}

function placed(name: string): string {
  return name && ` at ${name}`;
}

function holder({ kind, type }: Pick<Leaf, 'kind' | 'type'>): string {
  return kind === 'matrix' ? `matrix of ${type}` : type;
}
