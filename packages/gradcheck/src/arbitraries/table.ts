import * as fc from 'fast-check';
import type { MatrixLike } from './matrix.js';

/** A length, or the least and the greatest. */
export type Size = number | { readonly min: number; readonly max: number };

interface Range {
  readonly min: number;
  readonly max: number;
}

/** @throws RangeError unless the size is a whole number >= 0, or two with min <= max. */
export function checkedSize(caller: string, what: string, size: Size): Range {
  const { min, max } = typeof size === 'number' ? { min: size, max: size } : size;
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 0 || min > max) {
    throw new RangeError(
      `${caller}: expected ${what} of whole numbers 0 <= min <= max, got ${min} to ${max}. Give a number or { min, max }.`,
    );
  }
  return { min, max };
}

/** Rows and columns of numbers: shrunk by leaving out any rows and columns, then entry by entry. */
export function table(element: fc.Arbitrary<number>, rows: Range, columns: Range): fc.Arbitrary<MatrixLike> {
  return new TableArbitrary(element, rows, columns);
}

/** The cells with the contexts that their own shrinking needs. */
interface Cells {
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly fc.Value<number>[];
}

/** fast-check asks for a subclass of its own class; its arrays cannot leave out every entry once a length has a minimum. */
class TableArbitrary extends fc.Arbitrary<MatrixLike> {
  readonly #element: fc.Arbitrary<number>;
  readonly #rows: Range;
  readonly #columns: Range;

  constructor(element: fc.Arbitrary<number>, rows: Range, columns: Range) {
    super();
    this.#element = element;
    this.#rows = rows;
    this.#columns = columns;
  }

  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<MatrixLike> {
    const [rows, columns] = [lengthIn(this.#rows, random), lengthIn(this.#columns, random)];
    const cells = Array.from({ length: rows * columns }, () => this.#element.generate(random, biasFactor));
    return withContext({ rows, columns, cells });
  }

  override canShrinkWithoutContext(value: unknown): value is MatrixLike {
    const { rows, columns, data } = value as MatrixLike;
    return (
      isIn(this.#rows, rows) &&
      isIn(this.#columns, columns) &&
      data.every((x) => this.#element.canShrinkWithoutContext(x))
    );
  }

  override shrink(value: MatrixLike, context: unknown): fc.Stream<fc.Value<MatrixLike>> {
    const cells = (context as Cells | undefined)?.cells ?? Array.from(value.data, (x) => new fc.Value(x, undefined));
    return fc.stream(this.#simpler({ rows: value.rows, columns: value.columns, cells }));
  }

  *#simpler({ rows, columns, cells }: Cells): IterableIterator<fc.Value<MatrixLike>> {
    for (const kept of fewer(rows, this.#rows.min)) {
      const left = kept.flatMap((i) => cells.slice(i * columns, (i + 1) * columns));
      yield withContext({ rows: kept.length, columns, cells: left });
    }
    for (const kept of fewer(columns, this.#columns.min)) {
      const left = Array.from({ length: rows }, (_, i) => kept.map((j) => cells[i * columns + j]!)).flat();
      yield withContext({ rows, columns: kept.length, cells: left });
    }
    for (const [i, cell] of cells.entries()) {
      for (const simpler of this.#element.shrink(cell.value, cell.context)) {
        yield withContext({ rows, columns, cells: cells.with(i, simpler) });
      }
    }
  }
}

function withContext(cells: Cells): fc.Value<MatrixLike> {
  const data = Float64Array.from(cells.cells, (cell) => cell.value);
  return new fc.Value({ rows: cells.rows, columns: cells.columns, data }, cells);
}

/** Half of the lengths are small: there bugs of shape and of empty inputs live. */
function lengthIn({ min, max }: Range, random: fc.Random): number {
  return random.nextInt(min, random.nextInt(0, 1) === 0 ? Math.min(max, min + 3) : max);
}

function isIn({ min, max }: Range, length: number): boolean {
  return Number.isInteger(length) && length >= min && length <= max;
}

/** Which of n places to keep: the first, either half, all but one. */
function* fewer(n: number, min: number): IterableIterator<number[]> {
  const all = Array.from({ length: n }, (_, i) => i);
  const half = Math.max(min, n >> 1);
  if (n > min && half < n - 1) {
    yield all.slice(0, half);
    yield all.slice(n - half);
  }
  if (n > min) for (const left of all) yield all.filter((i) => i !== left);
}
