import * as fc from 'fast-check';
import { fewer, isIn, lengthIn, type Range } from './size.js';

/** Rows of numbers whose sides have the lengths of two dimensions; tables that name the same one grow and shrink together. */
export interface Table {
  readonly rows: string;
  readonly columns: string;
  readonly element: fc.Arbitrary<number>;
}

/** What was drawn: the length of every dimension, and the numbers of every table, row by row. */
export interface Drawn {
  readonly lengths: Readonly<Record<string, number>>;
  readonly numbers: readonly (readonly number[])[];
}

/** How drawn numbers become a value, and back: `drawn` gives undefined for a value that could not have been drawn. */
export interface Assembly<T> {
  readonly value: (drawn: Drawn) => T;
  readonly drawn: (value: unknown) => Drawn | undefined;
}

/** Tables over common dimensions: shrunk by leaving out places of a dimension in all tables at once, then entry by entry. */
export function tables<T>(
  dimensions: Readonly<Record<string, Range>>,
  shapes: readonly Table[],
  assembly: Assembly<T>,
): fc.Arbitrary<T> {
  return new TablesArbitrary(dimensions, shapes, assembly);
}

/** The cells with the contexts that their own shrinking needs. */
interface Cells {
  readonly lengths: Readonly<Record<string, number>>;
  readonly cells: readonly (readonly fc.Value<number>[])[];
}

/** fast-check asks for a subclass of its own class; its arrays cannot leave out every entry once a length has a minimum. */
class TablesArbitrary<T> extends fc.Arbitrary<T> {
  readonly #dimensions: Readonly<Record<string, Range>>;
  readonly #shapes: readonly Table[];
  readonly #assembly: Assembly<T>;

  constructor(dimensions: Readonly<Record<string, Range>>, shapes: readonly Table[], assembly: Assembly<T>) {
    super();
    this.#dimensions = dimensions;
    this.#shapes = shapes;
    this.#assembly = assembly;
  }

  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<T> {
    const lengths = Object.fromEntries(
      Object.entries(this.#dimensions).map(([name, range]) => [name, lengthIn(range, random)]),
    );
    const cells = this.#shapes.map(({ rows, columns, element }) =>
      Array.from({ length: lengths[rows]! * lengths[columns]! }, () => element.generate(random, biasFactor)),
    );
    return this.#withContext({ lengths, cells });
  }

  override canShrinkWithoutContext(value: unknown): value is T {
    const drawn = this.#assembly.drawn(value);
    return (
      drawn !== undefined &&
      Object.entries(this.#dimensions).every(([name, range]) => isIn(range, drawn.lengths[name]!)) &&
      this.#shapes.every(({ rows, columns, element }, which) => {
        const numbers = drawn.numbers[which]!;
        const fits = numbers.length === drawn.lengths[rows]! * drawn.lengths[columns]!;
        return fits && numbers.every((x) => element.canShrinkWithoutContext(x));
      })
    );
  }

  override shrink(value: T, context: unknown): fc.Stream<fc.Value<T>> {
    return fc.stream(this.#simpler((context as Cells | undefined) ?? cellsOf(this.#assembly.drawn(value)!)));
  }

  *#simpler({ lengths, cells }: Cells): IterableIterator<fc.Value<T>> {
    for (const [name, range] of Object.entries(this.#dimensions)) {
      for (const kept of fewer(lengths[name]!, range.min)) {
        const left = cells.map((each, which) => this.#without(each, this.#shapes[which]!, lengths, name, kept));
        yield this.#withContext({ lengths: { ...lengths, [name]: kept.length }, cells: left });
      }
    }
    for (const [which, { element }] of this.#shapes.entries()) {
      for (const [i, cell] of cells[which]!.entries()) {
        for (const simpler of element.shrink(cell.value, cell.context)) {
          yield this.#withContext({ lengths, cells: cells.with(which, cells[which]!.with(i, simpler)) });
        }
      }
    }
  }

  /** The cells of one table at the places of a dimension that are kept, along each side that has it. */
  #without(
    cells: readonly fc.Value<number>[],
    shape: Table,
    lengths: Readonly<Record<string, number>>,
    dimension: string,
    kept: readonly number[],
  ): readonly fc.Value<number>[] {
    if (shape.rows !== dimension && shape.columns !== dimension) return cells;
    const places = (side: string): readonly number[] =>
      side === dimension ? kept : Array.from({ length: lengths[side]! }, (_, i) => i);
    const columns = lengths[shape.columns]!;
    return places(shape.rows).flatMap((i) => places(shape.columns).map((j) => cells[i * columns + j]!));
  }

  #withContext({ lengths, cells }: Cells): fc.Value<T> {
    const numbers = cells.map((each) => each.map((cell) => cell.value));
    return new fc.Value(this.#assembly.value({ lengths, numbers }), { lengths, cells });
  }
}

function cellsOf({ lengths, numbers }: Drawn): Cells {
  return { lengths, cells: numbers.map((each) => each.map((x) => new fc.Value(x, undefined))) };
}
