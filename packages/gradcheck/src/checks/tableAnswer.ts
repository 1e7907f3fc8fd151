import { entriesOf, leavesOf, type Leaf, type RowMajor } from '../parameters/parameters.js';
import { pointBeside, type Point } from '../parameters/point.js';
import { CaseFailed } from '../reports/report.js';
import type { Comparing, Row } from './slopeCase.js';
import { chosenOutputs, randomWeights } from './combinations.js';
import { steadyAnswer } from './steadyAnswer.js';

/** A matrix as hand-written code gives it: lists of rows, or one list with its sides; a number where it is 1 x 1. */
export type Table = RowMajor | readonly ArrayLike<number>[] | number;

/** A function that gives a matrix: a row for each output, a column for each entry of the parameters. */
export interface TableQuestion<P> {
  /** "the Jacobian" */
  readonly who: string;
  readonly what: string;
  readonly call: (parameters: P) => Table;
  readonly rows: number;
}

/**
 * The numbers of a matrix, row by row.
 *
 * @throws CaseFailed when it has not as many rows and columns as it must, and as steadyAnswer does.
 */
export function tableAnswer<P>(asked: TableQuestion<P>, point: Point<P>, comparing: Comparing): Float64Array {
  const { who, what, call, rows } = asked;
  const { caller, options, measuring } = comparing;
  const answer = steadyAnswer({
    caller,
    who,
    call,
    args: [point.at],
    names: ['its argument'],
    beside: [pointBeside(point, measuring.precision)],
    reseed: options.reseed,
  });
  const leaves = leavesOf(answer, who);
  const columns = point.given.length;
  const got = sidesOf(leaves);
  // Nothing has no rows.
  if ((rows === 0 && got === undefined) || (got?.rows === rows && got.columns === columns)) return entriesOf(leaves);
  const isTransposed = got?.rows === columns && got.columns === rows;
  throw new CaseFailed({
    verdict: `expected a ${what} of ${rows} x ${columns} (a row for each output, a column for each entry of the parameters), got ${
      got ? `${got.rows} x ${got.columns}` : shapesOf(leaves)
    }`,
    hint: isTransposed ? 'transpose it' : 'give it as lists of rows, or as { rows, columns, data }',
  });
}

/** Some rows of a table and some sums of all rows, as what is compared; rows that are not finite are always among them. */
export function rowsOf(table: Float64Array, outputs: readonly string[]): readonly Row[] {
  const columns = table.length / outputs.length;
  const rows = outputs.map((output, i): Row => {
    return {
      ...(outputs.length > 1 && { output }),
      weights: i,
      analytic: table.subarray(i * columns, (i + 1) * columns),
    };
  });
  const chosen = new Set(chosenOutputs(outputs.length));
  const some = rows.filter(({ analytic }, i) => chosen.has(i) || Array.from(analytic).some((x) => !Number.isFinite(x)));
  if (some.length === rows.length) return rows;
  const sums = [1, 2].map((seed): Row => {
    const weights = randomWeights(outputs.length, seed);
    const analytic = new Float64Array(columns);
    rows.forEach((row, i) => analytic.forEach((_, j) => (analytic[j]! += weights[i]! * row.analytic[j]!)));
    return { output: 'a random sum of all outputs', weights, analytic };
  });
  return [...some, ...sums];
}

/** A number is 1 x 1; rows are lists of equal length. */
function sidesOf(leaves: readonly Leaf[]): { readonly rows: number; readonly columns: number } | undefined {
  const [first] = leaves;
  if (first === undefined) return undefined;
  if (leaves.length === 1 && first.kind !== 'list') return first;
  const areRows = leaves.every(({ kind, name, columns }, i) => {
    return kind === 'list' && name === `[${i}]` && columns === first.columns;
  });
  return areRows ? { rows: leaves.length, columns: first.columns } : undefined;
}

function shapesOf(leaves: readonly Leaf[]): string {
  return leaves.map(({ shape }) => shape).join(' and ') || 'nothing';
}
