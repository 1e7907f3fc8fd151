import type * as fc from 'fast-check';
import { show } from '../reports/show.js';
import { expectElement, isArbitrary } from './element.js';
import type { MatrixLike } from './matrix.js';
import { real } from './real.js';
import { checkedSize, type Range, type Size } from './size.js';
import { tables, type Drawn, type Table } from './tables.js';

/** The length of a side: a number, or the name of a size. */
export type Side = number | string;

/**
 * What parameters look like: `[]` is a number, `3` or `[3]` or `['units']` a vector, `['units', 3]` a matrix, and records
 * and lists of those nest.
 */
export type Shapes =
  | Side
  | readonly []
  | readonly [Side]
  | readonly [Side, Side]
  | readonly Shapes[]
  | { readonly [name: string]: Shapes };

/** The parameters that have these shapes. */
export type ParametersOf<S> = S extends readonly []
  ? number
  : S extends Side | readonly [Side]
    ? Float64Array
    : S extends readonly [Side, Side]
      ? MatrixLike
      : { -readonly [K in keyof S]: ParametersOf<S[K]> };

export interface ParametersOptions {
  /** The sizes that shapes name, each a number or { min, max }: arrays that name the same one always fit together. */
  readonly sizes?: Readonly<Record<string, Size>>;
  /** What entries are drawn from, for all arrays or by their names ("layers[0].weights"); from -3 to 3 unless given. */
  readonly entry?: fc.Arbitrary<number> | Readonly<Record<string, fc.Arbitrary<number>>>;
}

/**
 * Parameters of a model: named numbers, vectors and matrices whose sizes agree where their shapes name the same one. They
 * shrink by leaving out a unit everywhere at once, then entry by entry, so what is left is the smallest model that fails.
 *
 * @throws RangeError when a shape names a size that is not given, or a size is given that none names, when a size is no whole
 * number >= 0, or an array has more than two sides.
 * @throws TypeError for what is no shape, no size or no arbitrary of entries.
 * @example
 * const layers = parameters({ weights: ['units', 2], bias: 'units' }, { sizes: { units: { min: 1, max: 4 } } })
 * const fit = law('as many rows as biases', layers, (p) => demand(p.weights.rows === p.bias.length, () => 'they differ'))
 * fit.check({ runs: 20, seed: 1 }).cases // => 20
 */
export function parameters<const S extends Shapes>(
  shapes: S,
  { sizes = {}, entry = {}, ...others }: ParametersOptions = {},
): fc.Arbitrary<ParametersOf<S>> {
  for (const name of Object.keys(others)) {
    throw new RangeError(`parameters: expected the options sizes and entry, got ${name}. Correct the name.`);
  }
  const dimensions: Record<string, Range> = {};
  for (const [name, size] of Object.entries(sizes))
    dimensions[name] = checkedSize('parameters', `the size ${name}`, size);
  const leaves = leavesOf(shapes, '');
  const sides = leaves.flatMap((leaf) => leaf.sides);
  for (const side of sides) {
    if (typeof side === 'number') dimensions[nameOf(side)] = checkedSize('parameters', 'a side', side);
    else if (!(side in sizes)) {
      throw new RangeError(
        `parameters: expected the size of "${side}", got sizes for ${Object.keys(sizes).join(', ') || 'nothing'}. Give sizes: { ${side}: { min: 1, max: 4 } }.`,
      );
    }
  }
  for (const name of Object.keys(sizes)) {
    if (sides.includes(name)) continue;
    const named = [...new Set(sides)].filter((side) => typeof side === 'string').join(', ') || 'none';
    throw new RangeError(
      `parameters: expected sizes that a shape names (${named}), got one for ${name}. Correct the name, or leave it out.`,
    );
  }
  const elements = isArbitrary(entry) ? {} : entry;
  const otherwise = isArbitrary(entry) ? entry : real({ low: -3, high: 3 });
  for (const element of Object.values(elements)) expectElement('parameters', element);
  const unknown = Object.keys(elements).find((name) => leaves.every((leaf) => leaf.name !== name));
  if (unknown !== undefined) {
    throw new RangeError(
      `parameters: expected entries for ${leaves.map((leaf) => leaf.name).join(', ')}, got one for ${unknown}. Correct the name.`,
    );
  }
  dimensions[single] = { min: 1, max: 1 };
  const used = new Set([single, ...sides.map(nameOf)]);
  return tables(
    Object.fromEntries(Object.entries(dimensions).filter(([name]) => used.has(name))),
    leaves.map((leaf) => tableOf(leaf, elements[leaf.name] ?? otherwise)),
    { value: (drawn) => assembled(shapes, drawn) as ParametersOf<S>, drawn: (value) => dismantled(leaves, value) },
  );
}

/** One array: its name in reports, its sides, and the keys that lead to it. */
interface Leaf {
  readonly name: string;
  readonly sides: readonly Side[];
  readonly keys: readonly (string | number)[];
}

/** The side that vectors lack, and numbers twice. */
const single = ' one';

/** Names of sizes and lengths never meet: a length begins with a space. */
function nameOf(side: Side): string {
  return typeof side === 'number' ? ` ${side}` : side;
}

function leavesOf(shapes: Shapes, name: string, keys: readonly (string | number)[] = []): Leaf[] {
  const sides = sidesOf(shapes, name);
  if (sides !== undefined) return [{ name, sides, keys }];
  if (Array.isArray(shapes)) return shapes.flatMap((each: Shapes, i) => leavesOf(each, `${name}[${i}]`, [...keys, i]));
  if (typeof shapes !== 'object' || (shapes as unknown) === null) {
    throw new TypeError(
      `parameters: expected a shape${name && ` for ${name}`}, got ${show(shapes)}. Write [] for a number, 3 for a vector, [2, 3] for a matrix.`,
    );
  }
  return Object.entries(shapes as Readonly<Record<string, Shapes>>).flatMap(([key, each]) =>
    leavesOf(each, name ? `${name}.${key}` : key, [...keys, key]),
  );
}

/** The sides of an array; undefined for lists and records of arrays. */
function sidesOf(shapes: Shapes, name = ''): readonly Side[] | undefined {
  if (isSide(shapes)) return [shapes];
  if (!Array.isArray(shapes) || !shapes.every(isSide)) return undefined;
  if (shapes.length <= 2) return shapes;
  throw new RangeError(
    `parameters: expected at most two sides, got ${shapes.length}${name && ` for ${name}`}. Make it a list of matrices.`,
  );
}

function isSide(shape: unknown): shape is Side {
  return typeof shape === 'number' || typeof shape === 'string';
}

function tableOf({ sides }: Leaf, element: fc.Arbitrary<number>): Table {
  const [first = single, second = single] = sides.map(nameOf);
  return sides.length === 1 ? { rows: single, columns: first, element } : { rows: first, columns: second, element };
}

function assembled(shapes: Shapes, { lengths, numbers }: Drawn): unknown {
  let next = 0;
  function build(shape: Shapes): unknown {
    const sides = sidesOf(shape);
    if (sides !== undefined) {
      const data = numbers[next++]!;
      if (sides.length === 0) return data[0];
      if (sides.length === 1) return Float64Array.from(data);
      const [rows, columns] = sides.map((side) => lengths[nameOf(side)]!);
      return { rows, columns, data: Float64Array.from(data) };
    }
    if (Array.isArray(shape)) return shape.map((each: Shapes) => build(each));
    return Object.fromEntries(Object.entries(shape as object).map(([key, each]) => [key, build(each as Shapes)]));
  }
  return build(shapes);
}

/** For parameters that were given as examples: fast-check shrinks those too. */
function dismantled(leaves: readonly Leaf[], value: unknown): Drawn | undefined {
  const lengths: Record<string, number> = { [single]: 1 };
  const numbers: number[][] = [];
  for (const { sides, keys } of leaves) {
    const array = keys.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);
    const { found, data } = sizesOf(array, sides.length) ?? {};
    if (found === undefined || data === undefined) return undefined;
    for (const [i, side] of sides.entries()) {
      if ((lengths[nameOf(side)] ??= found[i]!) !== found[i]) return undefined;
    }
    numbers.push(data);
  }
  return { lengths, numbers };
}

function sizesOf(array: unknown, sides: number): { found: number[]; data: number[] } | undefined {
  if (typeof array === 'number') return sides === 0 ? { found: [], data: [array] } : undefined;
  if (array instanceof Float64Array) return sides === 1 ? { found: [array.length], data: [...array] } : undefined;
  const { rows, columns, data } = (array ?? {}) as Partial<MatrixLike>;
  if (sides !== 2 || rows === undefined || columns === undefined || data === undefined) return undefined;
  return { found: [rows, columns], data: Array.from(data) };
}
