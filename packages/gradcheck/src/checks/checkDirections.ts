import { compare } from './checkPoint.js';
import { checkEntries, note, type GradientCase } from './checkEntries.js';
import { alongLine } from '../differences/directionalDifference.js';
import { estimateDerivative } from '../differences/estimateDerivative.js';
import { firstStepAt } from '../differences/measuring.js';
import { judgeAtKink } from './judgeAtKink.js';
import { parkMiller } from '../numbers/parkMiller.js';
import { CaseFailed, type Disagreement } from '../reports/report.js';

const directionsOverAll = 4;
const directionsOverEach = 2;
const sampledOfEach = 8;
const everywhere = { left: Infinity, right: Infinity };

/**
 * Checks a gradient of many entries: a sample of every named parameter, then random directions of +-1 over each parameter
 * and over all. A direction that disagrees is halved until one entry is left, and that entry is reported.
 */
export function checkDirections<P>(one: GradientCase<P>): void {
  const random = parkMiller(one.given.length);
  const all = one.given.map((_, i) => i);
  let start = 0;
  for (const { values } of one.leaves) {
    const indices = all.slice(start, start + values.length);
    start += values.length;
    checkEntries(one, sample(indices, random));
    for (let i = 0; i < directionsOverEach; i++) checkDirection(one, indices, random);
  }
  for (let i = 0; i < directionsOverAll; i++) checkDirection(one, all, random);
}

function checkDirection<P>(one: GradientCase<P>, indices: readonly number[], random: () => number): void {
  if (indices.length === 0) return;
  const signs = new Float64Array(one.given.length);
  for (const index of indices) signs[index] = random() < 0.5 ? -1 : 1;
  const outcome = alongSigns(one, indices, signs);
  if (outcome === 'between') one.tally.compared++;
  else if (outcome === 'undecided') one.tally.skipped++;
  else if (outcome.disagreement) {
    locate(one, indices, signs);
    throw new CaseFailed({ ...outcome.disagreement, parameter: `a random direction over ${indices.length} entries` });
  } else note(one.tally, outcome.analytic, outcome.numeric);
}

interface Compared {
  readonly analytic: number;
  readonly numeric: number;
  readonly disagreement: Disagreement | undefined;
}

/** What the gradient and the differences say along a direction. */
function alongSigns<P>(
  one: GradientCase<P>,
  indices: readonly number[],
  signs: Float64Array,
): Compared | 'between' | 'undecided' {
  const { f, at, given, analytic, tolerance, measuring } = one;
  const slopes = new Float64Array(given.length);
  let product = 0;
  let size = 0;
  for (const index of indices) {
    slopes[index] = signs[index]!;
    product += analytic[index]! * signs[index]!;
    size += Math.abs(analytic[index]!) * Math.max(1, Math.abs(given[index]!));
  }
  const along = alongLine(f, at, slopes);
  // A direction of +-1 over n entries is sqrt(n) long: the step is that much shorter.
  const step = measuring.step ?? firstStepAt(0, measuring) / Math.sqrt(indices.length);
  const estimate = estimateDerivative(along, 0, everywhere, { ...measuring, step });
  if (estimate === undefined) return 'undecided';
  // The sum of products is rounded, and so is each entry that moves by a step.
  const rounding = estimate.rounding + (Number.EPSILON * size) / Math.min(1, estimate.step);
  const compared = { analytic: product, numeric: estimate.value };
  const disagreement = compare(product, { ...estimate, rounding }, tolerance);
  if (disagreement === undefined) return { ...compared, disagreement };
  const judgement = judgeAtKink({ f, at, slopes, along, x: 0, analytic: product, estimate, tolerance });
  if (judgement === 'between' || judgement === 'undecided') return judgement;
  return { ...compared, disagreement: judgement === 'no kink' ? disagreement : judgement };
}

/** Follows the half that disagrees down to one entry, and reports that. */
function locate<P>(one: GradientCase<P>, indices: readonly number[], signs: Float64Array): void {
  if (indices.length === 1) return checkEntries(one, indices);
  const middle = indices.length >> 1;
  for (const half of [indices.slice(0, middle), indices.slice(middle)]) {
    const outcome = alongSigns(one, half, signs);
    if (typeof outcome === 'object' && outcome.disagreement) return locate(one, half, signs);
  }
}

function sample(indices: readonly number[], random: () => number): readonly number[] {
  if (indices.length <= sampledOfEach) return indices;
  const chosen = new Set([indices[0]!, indices[indices.length - 1]!]);
  while (chosen.size < sampledOfEach) chosen.add(indices[Math.floor(random() * indices.length)]!);
  return [...chosen];
}
