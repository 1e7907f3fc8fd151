import type { Room } from '../differences/estimateDerivative.js';
import { doublesOf, type Interval } from '../numbers/interval.js';
import { entryName, type Leaf } from './parameters.js';

/** Where parameters live: all of them, or by name. */
export type Domain = Interval | Readonly<Record<string, Interval>>;

const everywhere: Room = Object.freeze({ left: Infinity, right: Infinity });

/**
 * How far each entry may be moved to either side, by its index.
 *
 * @throws RangeError for an interval that is empty, a name that no parameter has, and an entry outside.
 */
export function roomsOf(domain: Domain | undefined, leaves: readonly Leaf[], caller: string): (index: number) => Room {
  if (domain === undefined) return () => everywhere;
  const rooms: Room[] = [];
  const intervals = intervalsOf(domain, leaves, caller);
  for (const leaf of leaves) {
    const interval = intervals(leaf.name);
    const inside = interval && doublesOf(interval, caller);
    for (let i = 0; i < leaf.values.length; i++) {
      const x = leaf.values[i]!;
      if (interval === undefined || inside === undefined) {
        rooms.push(everywhere);
        continue;
      }
      if (!(x >= inside.first && x <= inside.last)) {
        throw new RangeError(
          `${caller}: expected ${entryName(leaf, i)} in its domain from ${interval.low} to ${interval.high}, got ${x}. Move the point, or widen the domain.`,
        );
      }
      rooms.push({ left: x - interval.low, right: interval.high - x });
    }
  }
  return (index) => rooms[index]!;
}

/** The interval of a parameter, where it has one: its own name, or that of a record or list that holds it. */
function intervalsOf(domain: Domain, leaves: readonly Leaf[], caller: string): (name: string) => Interval | undefined {
  if (isInterval(domain)) return () => domain;
  const named = Object.entries(domain);
  for (const [name] of named) {
    if (!leaves.some((leaf) => holds(name, leaf.name))) {
      const known = leaves.map((leaf) => leaf.name || '(no name)').join(', ');
      throw new RangeError(`${caller}: expected a domain of ${known}, got one of ${name}. Correct the name.`);
    }
  }
  return (name) => named.find(([each]) => holds(each, name))?.[1];
}

function isInterval(domain: Domain): domain is Interval {
  return typeof domain.low === 'number' && typeof domain.high === 'number';
}

function holds(name: string, leaf: string): boolean {
  return leaf === name || leaf.startsWith(`${name}.`) || leaf.startsWith(`${name}[`);
}
