import { otherArgument } from './arguments.js';
import { chainFactor } from './chainFactor.js';
import type { Diagnosis, Evidence } from '../diagnosis.js';
import { explains, type Candidate } from './explanation.js';
import { otherParameter, reversed, shifted, transposed } from './places.js';
import { factor, sign, zero } from './ratios.js';
import { size } from './sizes.js';
import { offset, regularizer } from './sums.js';
import { thresholds } from './threshold.js';

/** Mistakes that are as simple as one another: where two of them explain all, both are told. */
type Rank = readonly Candidate[];

/** The mistakes that may be made over a part of the numbers only. */
const plain: readonly Rank[] = [[zero], [sign], [factor, offset]];

/** The mistakes that are known, simplest first. */
const ranks: readonly Rank[] = [
  ...plain,
  [size],
  [transposed],
  [otherParameter],
  [shifted],
  [reversed],
  [regularizer],
  [otherArgument, chainFactor],
  [thresholds((evidence) => simplestOf(plain, evidence))],
];

/**
 * The simplest known mistake that explains every comparison of the evidence, found by trying: with it undone, derivative
 * and differences agree. Undefined where none does.
 */
export function diagnose(evidence: Evidence): Diagnosis | undefined {
  return simplestOf(ranks, evidence);
}

function simplestOf(from: readonly Rank[], evidence: Evidence): Diagnosis | undefined {
  for (const rank of from) {
    const found = rank.flatMap((candidate) => candidate(evidence).find((each) => explains(each, evidence)) ?? []);
    if (found.length === 0) continue;
    const text = found.map((each) => each.text).join('; or ');
    return { kind: found[0]!.kind, text, comparisons: evidence.observations.length };
  }
  return undefined;
}
