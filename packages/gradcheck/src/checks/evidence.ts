import * as fc from 'fast-check';
import { parkMiller } from '../numbers/parkMiller.js';
import { entryName, rebuilt, type Leaf } from '../parameters/parameters.js';
import type { Point } from '../parameters/point.js';
import type { Evidence, EvidencePoint, Observation, ScalarEvidence } from '../reports/diagnosis.js';
import type { Disagreement } from '../reports/report.js';
import { observeEntry } from './checkEntries.js';
import { chosenOutputs } from './combinations.js';
import type { Row, SlopeCase } from './slopeCase.js';

/** One entry of a Jacobian or Hessian that was compared. */
export interface TableEntry extends Pick<Observation, 'analytic' | 'numeric' | 'allowed'> {
  readonly row: number;
  readonly column: number;
}

/** Where evidence comes from. */
export interface Source<P> {
  readonly at: P | fc.Arbitrary<P>;
  /** Asks the code under test at a point; may throw. */
  readonly open: (given: P) => SlopeCase<P>;
  /** "the Jacobian": all of it is looked at, and not one parameter. */
  readonly table?: string;
  /** What rows of single outputs are together, where there are others too: looked at when one parameter tells nothing. */
  readonly rows?: string;
  readonly observe?: (one: SlopeCase<P>) => readonly TableEntry[];
}

const fewestPoints = 6;
const mostPoints = 24;
const enoughObservations = 48;
const largestTable = 64;
/** With so many entries a point takes long. */
const manyEntries = 1000;
const pointsOfMany = 3;

/** What is known about the part at fault: all that was compared there at the counterexample and at points like it. */
export function evidenceOf<P>(source: Source<P>, input: P, disagreement: Disagreement): Evidence | undefined {
  const { parameter, numeric } = disagreement;
  const first = attempted(() => source.open(input));
  if (parameter === undefined || numeric === undefined || first === undefined) return undefined;
  const { leaves, given } = first.point;
  const place = placeOf(leaves, parameter);
  const entries = (source.observe ? given.length : first.rows.length) * given.length;
  const isTable = source.table !== undefined && entries <= largestTable && first.rows.every(isOneOutput);
  if (!isTable && place === undefined) return undefined;
  const name = isTable ? source.table! : place!.leaf.name;
  const row = source.table === undefined ? undefined : rowNamed(first, disagreement.output);
  const size = isTable ? entries : place!.leaf.values.length;
  const wanted = Math.min(mostPoints, Math.max(fewestPoints, Math.ceil(enoughObservations / size)));
  const count = given.length > manyEntries ? pointsOfMany : wanted;
  const points: EvidencePoint[] = [];
  const observations: Observation[] = [];
  for (const point of [input, ...similar(source.at, first.point, count - 1)]) {
    const seen = attempted(() => {
      const one = source.open(point);
      return isTable ? tableSeen(source, one, points.length) : leafSeen(one, name, row, points.length);
    });
    if (seen === undefined) continue;
    points.push(seen.point);
    observations.push(...seen.observations);
  }
  return { parameter: name, points, observations, ...scalarOf(source, first) };
}

/** The same of all outputs and parameters at once: a backward pass by the matrix and not its transpose shows only there. */
export function evidenceOfRows<P>(source: Source<P>, input: P, disagreement: Disagreement): Evidence | undefined {
  const { rows: table, open } = source;
  if (table === undefined) return undefined;
  function openRows(given: P): SlopeCase<P> {
    const one = open(given);
    const rows = one.rows.filter(isOneOutput);
    const isWhole = rows.length === one.values(one.point.copy.now()).length;
    return { ...one, rows: isWhole ? rows : [] };
  }
  const evidence = evidenceOf({ ...source, table, open: openRows }, input, disagreement);
  return evidence?.observations.length === 0 ? undefined : evidence;
}

interface Seen {
  readonly point: EvidencePoint;
  readonly observations: readonly Observation[];
}

/** A leaf of the parameters, and the derivative by each of its entries: of one row, or of the last ones in turn. */
function leafSeen<P>(one: SlopeCase<P>, name: string, which: number | undefined, point: number): Seen | undefined {
  const { leaves, given } = one.point;
  const place = leaves.findIndex((leaf) => leaf.name === name);
  // The last rows of a product have random upstream gradients: they tell a factor from an upstream gradient left out.
  const row = one.rows[which ?? Math.max(0, one.rows.length - 1 - (point % 2))];
  if (place < 0 || row === undefined) return undefined;
  const starts = startsOf(leaves);
  const leaf = leaves[place]!;
  const observations = chosenOutputs(leaf.values.length, largestTable).flatMap((index): Observation[] => {
    const at = starts[place]! + index;
    const seen = observeEntry(one, at)(row);
    if (seen === undefined) return [];
    const { analytic, numeric, allowed } = seen;
    return [{ point, index, x: given[at]!, analytic, numeric, allowed }];
  });
  const others = leaves.flatMap((other, i): [string, number[]][] => {
    if (i === place || other.shape !== leaf.shape) return [];
    return [[other.name, Array.from(other.values, (_, k) => row.analytic[starts[i]! + k]!)]];
  });
  return {
    point: {
      rows: leaf.rows,
      columns: leaf.columns,
      sizes: sizesOf(leaves),
      others: Object.fromEntries(others),
    },
    observations,
  };
}

/** A Jacobian or Hessian as one parameter. */
function tableSeen<P>({ observe }: Source<P>, one: SlopeCase<P>, point: number): Seen {
  const { given, leaves } = one.point;
  const entries = observe ? observe(one) : slopesOf(one);
  const columns = given.length;
  const rows = observe ? columns : one.rows.length;
  const observations = entries.map(({ row, column, ...rest }): Observation => {
    return { ...rest, point, index: row * columns + column, x: given[column]! };
  });
  return { point: { rows, columns, sizes: sizesOf(leaves), others: {} }, observations };
}

function slopesOf<P>(one: SlopeCase<P>): readonly TableEntry[] {
  return Array.from(one.point.given.keys()).flatMap((column) => {
    const observed = observeEntry(one, column);
    return one.rows.flatMap((each, row): TableEntry[] => {
      const seen = observed(each);
      if (seen === undefined) return [];
      const { analytic, numeric, allowed } = seen;
      return [{ row, column, analytic, numeric, allowed }];
    });
  });
}

/** For one number more can be tried than was compared. */
function scalarOf<P>({ open, table }: Source<P>, { point, rows }: SlopeCase<P>): { scalar?: ScalarEvidence } {
  if (typeof point.at !== 'number' || rows.length > 1 || table !== undefined) return {};
  const at = (x: number): SlopeCase<P> => open(x as P);
  return {
    scalar: {
      f: (x) => attempted(() => at(x).values(x as P)[0]) ?? NaN,
      derivative: (x) => attempted(() => at(x).rows[0]!.analytic[0]) ?? NaN,
      observe: (x) => attempted(() => leafSeen(at(x), '', 0, 0)?.observations[0]),
    },
  };
}

/** Other points: drawn, or with every entry moved by up to its size. */
function similar<P>(at: P | fc.Arbitrary<P>, { at: given, roomOf }: Point<P>, count: number): readonly P[] {
  if (isArbitrary(at)) return fc.sample(at, { numRuns: count, seed: 1 });
  return Array.from({ length: count }, (_, k) => {
    const random = parkMiller(982_451_653 * (k + 1));
    let index = 0;
    return rebuilt(given, (x) => {
      const { left, right } = roomOf(index++);
      // Sixteenths: the points stay numbers of a few digits.
      const move = (Math.ceil(16 * random()) / 16) * Math.max(1, Math.abs(x));
      return random() * (left + right || 1) < right || left === 0
        ? x + Math.min(move, right / 2)
        : x - Math.min(move, left / 2);
    });
  });
}

function isOneOutput({ weights }: Row): boolean {
  return typeof weights === 'number';
}

/** The leaf that holds the entry of this name. */
function placeOf(leaves: readonly Leaf[], parameter: string): { readonly leaf: Leaf } | undefined {
  const leaf = leaves.find((each) => {
    const name = each.name || 'x';
    return parameter.startsWith(name) && each.values.length > 0 && isEntryOf(each, parameter);
  });
  return leaf && { leaf };
}

function isEntryOf(leaf: Leaf, parameter: string): boolean {
  for (let i = 0; i < leaf.values.length; i++) if (entryName(leaf, i) === parameter) return true;
  return false;
}

function rowNamed<P>({ rows }: SlopeCase<P>, output: string | undefined): number {
  return rows.findIndex((row) => row.output === output);
}

function startsOf(leaves: readonly Leaf[]): readonly number[] {
  let start = 0;
  return leaves.map(({ values }) => (start += values.length) - values.length);
}

/** "length of x", "rows of weights": what a mean may be taken over. */
function sizesOf(leaves: readonly Leaf[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    leaves.flatMap(({ name, kind, rows, columns }): [string, number][] => {
      const of = name || 'x';
      if (kind === 'number') return [];
      if (kind === 'list') return [[`length of ${of}`, columns]];
      return [
        [`rows of ${of}`, rows],
        [`columns of ${of}`, columns],
      ];
    }),
  );
}

/** What goes wrong elsewhere is no evidence. */
function attempted<R>(call: () => R): R | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}

export function isArbitrary<P>(at: P | fc.Arbitrary<P>): at is fc.Arbitrary<P> {
  return typeof at === 'object' && at !== null && 'generate' in at && 'shrink' in at;
}
