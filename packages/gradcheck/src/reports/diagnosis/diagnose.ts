import type { Diagnosis, Evidence } from '../diagnosis.js';
import { explains, type Candidate } from './explanation.js';
import { factor, sign, zero } from './ratios.js';
import { offset, regularizer } from './sums.js';

/** The mistakes that are known, simplest first. */
const candidates: readonly Candidate[] = [zero, sign, factor, offset, regularizer];

/**
 * The simplest known mistake that explains every comparison of the evidence, found by trying: with it undone, derivative
 * and differences agree. Undefined where none does.
 */
export function diagnose(evidence: Evidence): Diagnosis | undefined {
  for (const candidate of candidates) {
    const found = candidate(evidence).find((explanation) => explains(explanation, evidence));
    if (found) return { kind: found.kind, text: found.text, comparisons: evidence.observations.length };
  }
  return undefined;
}
