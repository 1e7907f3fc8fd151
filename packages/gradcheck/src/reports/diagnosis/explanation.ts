import type { DiagnosisKind, Evidence, EvidencePoint, Observation } from '../diagnosis.js';

/** A mistake that may have been made, and what would be equal if it was. */
export interface Explanation {
  readonly kind: DiagnosisKind;
  readonly text: string;
  /** Two numbers that are equal if this is the mistake. */
  readonly equals: (observation: Observation) => readonly [left: number, right: number];
  /** How many observations must speak for it: more for a mistake with a number in it that was fitted to them. */
  readonly witnesses?: number;
}

/** Looks for one kind of mistake: the explanations that are worth trying, simplest first. */
export type Candidate = (evidence: Evidence) => readonly Explanation[];

/** An error this many times what is allowed can only be the mistake: where it disappears, that was not by chance. */
const clear = 100;

/** Whether the mistake explains all observations, and enough of them clearly. */
export function explains({ equals, witnesses = 3 }: Explanation, { observations }: Evidence): boolean {
  let seen = 0;
  for (const observation of observations) {
    const [left, right] = equals(observation);
    if (left !== right && !(Math.abs(left - right) <= 2 * observation.allowed)) return false;
    if (isClear(observation)) seen++;
  }
  return seen >= witnesses;
}

/** Whether it is wrong beyond doubt. */
export function isClear({ analytic, numeric, allowed }: Observation): boolean {
  return Math.abs(analytic - numeric) > 2 * clear * allowed;
}

/** The observation that tells most about a number which is multiplied by `scale`: undefined where none is not 0. */
export function sharpest(
  observations: readonly Observation[],
  scale: (observation: Observation) => number,
): { readonly observation: Observation; readonly precision: number } | undefined {
  let best: { observation: Observation; precision: number } | undefined;
  for (const observation of observations) {
    const precision = (2 * observation.allowed) / Math.abs(scale(observation));
    if (precision < (best?.precision ?? Infinity)) best = { observation, precision };
  }
  return best;
}

/** The list or matrix that the observation was made in. */
export function pointOf({ points }: Evidence, { point }: Observation): EvidencePoint {
  return points[point] ?? { rows: 1, columns: 1, sizes: {}, others: {} };
}

/** "x", or the name of the parameter. */
export function symbolOf({ parameter }: Evidence): string {
  return parameter || 'x';
}
