import { compare } from './checkPoint.js';
import { absoluteError } from '../numbers/errors.js';
import { estimateDerivative } from '../differences/estimateDerivative.js';
import { ratioHint } from '../reports/hintAt.js';
import { judgeAtKink } from './judgeAtKink.js';
import { entryName, rebuilt, type Leaf } from '../parameters/parameters.js';
import { CaseFailed } from '../reports/report.js';
import { MisuseError } from './runCases.js';
import type { Measuring } from '../differences/measuring.js';
import type { Tolerance } from './tolerance.js';

export interface Tally {
  worst: number;
  compared: number;
  /** At kinks where it cannot be decided what is right. */
  skipped: number;
}

/** One point where a gradient is checked: the parameters as a tree, and their entries and the gradient's as flat lists. */
export interface GradientCase<P> {
  readonly f: (parameters: P) => number;
  readonly at: P;
  readonly leaves: readonly Leaf[];
  readonly given: readonly number[];
  readonly analytic: readonly number[];
  readonly tolerance: Tolerance;
  readonly measuring: Measuring;
  readonly tally: Tally;
}

const everywhere = { left: Infinity, right: Infinity };

/** Compares single entries of the gradient with differences along one coordinate. */
export function checkEntries<P>(one: GradientCase<P>, indices: readonly number[]): void {
  for (const index of indices) checkEntry(one, index);
}

function checkEntry<P>(one: GradientCase<P>, index: number): void {
  const { f, at, given, tolerance, measuring, tally } = one;
  const [x, analytic] = [given[index]!, one.analytic[index]!];
  const along = alongEntry(one, index);
  const estimate = estimateDerivative(along, x, everywhere, measuring);
  const parameter = nameAt(one.leaves, index);
  if (estimate === undefined) {
    throw new MisuseError(
      new RangeError(
        `checkGradient: expected a step that moves ${parameter} = ${x}, got ${measuring.step}. Leave it out for the default.`,
      ),
    );
  }
  const disagreement = compare(analytic, estimate, tolerance);
  if (disagreement === undefined) return note(tally, analytic, estimate.value);
  const slopes = given.map((_, i) => (i === index ? 1 : 0));
  const judgement = judgeAtKink({ f, at, slopes, along, x, analytic, estimate, tolerance });
  if (judgement === 'between') tally.compared++;
  else if (judgement === 'undecided') tally.skipped++;
  else if (judgement !== 'no kink') throw new CaseFailed({ ...judgement, parameter });
  else {
    const hint = ratioHint(analytic, estimate.value);
    throw new CaseFailed({ ...disagreement, parameter, ...(hint !== undefined && { hint }) });
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
