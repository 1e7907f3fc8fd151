import { otherArgument } from './arguments.js';
import { chainFactor } from './chainFactor.js';
import type { Diagnosis, Evidence } from '../diagnosis.js';
import { explains, type Candidate } from './explanation.js';
import { otherParameter, reversed, shifted, transposed } from './places.js';
import { factor, sign, zero } from './ratios.js';
import { size } from './sizes.js';
import { offset, regularizer } from './sums.js';
import { thresholds } from './threshold.js';

/** The mistakes that may be made over a part of the numbers only. */
const plain: readonly Candidate[] = [zero, sign, factor, offset];

/** The mistakes that are known, simplest first. */
const candidates: readonly Candidate[] = [
  ...plain,
  size,
  transposed,
  otherParameter,
  shifted,
  reversed,
  regularizer,
  otherArgument,
  chainFactor,
  thresholds((evidence) => simplestOf(plain, evidence)),
];

/**
 * The simplest known mistake that explains every comparison of the evidence, found by trying: with it undone, derivative
 * and differences agree. Undefined where none does.
 */
export function diagnose(evidence: Evidence): Diagnosis | undefined {
  return simplestOf(candidates, evidence);
}

function simplestOf(from: readonly Candidate[], evidence: Evidence): Diagnosis | undefined {
  for (const candidate of from) {
    const found = candidate(evidence).find((explanation) => explains(explanation, evidence));
    if (found) return { kind: found.kind, text: found.text, comparisons: evidence.observations.length };
  }
  return undefined;
}
