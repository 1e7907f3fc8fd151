import { compare } from './checkPoint.js';
import { absoluteError } from './errors.js';
import { estimateDerivative } from './estimateDerivative.js';
import { ratioHint, slopesAround } from './hintAt.js';
import { entryName, rebuilt, type Leaf } from './parameters.js';
import { CaseFailed } from './report.js';
import { enoughFor, type Tolerance } from './tolerance.js';

export interface Tally {
  worst: number;
  compared: number;
}

/** One point where a gradient is checked: the parameters as a tree, and their entries and the gradient's as flat lists. */
export interface GradientCase<P> {
  readonly f: (parameters: P) => number;
  readonly at: P;
  readonly leaves: readonly Leaf[];
  readonly given: readonly number[];
  readonly analytic: readonly number[];
  readonly tolerance: Tolerance;
  readonly step: number | undefined;
  readonly tally: Tally;
}

const everywhere = { left: Infinity, right: Infinity };

/** Compares single entries of the gradient with differences along one coordinate. */
export function checkEntries<P>(one: GradientCase<P>, indices: readonly number[]): void {
  const { analytic, given, tolerance, step, tally } = one;
  for (const index of indices) {
    const along = alongEntry(one, index);
    const estimate = estimateDerivative(along, given[index]!, everywhere, enoughFor(tolerance), step);
    if (estimate === undefined) continue;
    const disagreement = compare(analytic[index]!, estimate, tolerance);
    if (disagreement) {
      // At a kink (a ReLU fed with 0) there is no derivative to compare with.
      if (Number.isFinite(analytic[index]!) && slopesAround(along, given[index]!, everywhere)) continue;
      const hint = ratioHint(analytic[index]!, estimate.value);
      throw new CaseFailed({
        ...disagreement,
        parameter: nameAt(one.leaves, index),
        ...(hint !== undefined && { hint }),
      });
    }
    note(tally, analytic[index]!, estimate.value);
  }
}

export function note(tally: Tally, analytic: number, numeric: number): void {
  tally.compared++;
  tally.worst = Math.max(tally.worst, absoluteError(analytic, numeric) / Math.max(1, Math.abs(numeric)));
}

/** x -> f with one entry replaced by x. */
function alongEntry<P>({ f, at }: GradientCase<P>, index: number): (x: number) => number {
  return function along(x) {
    let i = 0;
    return f(rebuilt(at, (value) => (i++ === index ? x : value)));
  };
}

function nameAt(leaves: readonly Leaf[], index: number): string {
  let offset = index;
  for (const leaf of leaves) {
    if (offset < leaf.values.length) return entryName(leaf, offset);
    offset -= leaf.values.length;
  }
  return `entry ${index}`;
}
