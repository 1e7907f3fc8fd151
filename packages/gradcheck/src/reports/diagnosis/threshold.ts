import type { Diagnosis, Evidence, Observation, ScalarEvidence } from '../diagnosis.js';
import { shortDecimal } from './constants.js';
import type { Candidate, Explanation } from './explanation.js';

/** A number where a derivative turns from right to wrong, or back. */
interface Border {
  readonly at: number;
  readonly text: string;
}

/**
 * A derivative that is right on one side of a number and wrong on the other, or wrong between two numbers or beyond
 * them. `within` is asked for the mistake on the wrong side.
 *
 * Approximations, too, are right in some places: there the error begins as small as what is allowed and grows. Past a
 * border it is there at once.
 */
export function thresholds(within: (evidence: Evidence) => Diagnosis | undefined): Candidate {
  return (evidence) => {
    const { observations, scalar } = evidence;
    if (scalar === undefined || !observations.some(isWrong)) return [];
    const parts = partsOf([...observations, ...ladder(observations, scalar)]);
    if (parts.length < 2 || parts.length > 3) return [];
    const borders = parts.slice(1).map((part, i) => borderBetween(parts[i]!, part, scalar));
    if (borders.some((border) => border === undefined)) return [];
    const wrong = wrongIn(parts, borders as Border[], scalar);
    const reason = within({ ...evidence, observations: wrong })?.text ?? notFinite(wrong);
    return [explanation(parts[0]!.isWrong, borders as Border[], reason)];
  };
}

/** More points on both sides of 0, so that what is wrong far out on one side is looked for on the other. */
function ladder(observations: readonly Observation[], { observe }: ScalarEvidence): Observation[] {
  const wrong = observations.filter(isWrong).map(({ x }) => -x);
  const steps = Array.from({ length: 12 }, (_, i) => 0.06 * 2 ** i);
  return [...wrong, ...steps, ...steps.map((x) => -x)].flatMap((x) => observe(x) ?? []);
}

function notFinite(wrong: readonly Observation[]): string | undefined {
  const values = [...new Set(wrong.map(({ analytic }) => analytic))];
  return values.some(Number.isFinite) ? undefined : `it is ${values.join(' or ')}`;
}

/** Neighbours on the number line that are all right, or all wrong. */
interface Part {
  readonly isWrong: boolean;
  readonly observations: readonly Observation[];
}

function partsOf(observations: readonly Observation[]): Part[] {
  const parts: { isWrong: boolean; observations: Observation[] }[] = [];
  for (const observation of telling(observations).sort((a, b) => a.x - b.x)) {
    const last = parts.at(-1);
    if (last?.isWrong === isWrong(observation)) last.observations.push(observation);
    else parts.push({ isWrong: isWrong(observation), observations: [observation] });
  }
  return parts;
}

function isWrong({ analytic, numeric, allowed }: Observation): boolean {
  return !(Math.abs(analytic - numeric) <= allowed && Number.isFinite(analytic));
}

/** The wrong ones, and the right ones where the same mistake would have been seen: far out a slope may be too small. */
function telling(observations: readonly Observation[]): Observation[] {
  const shares = observations.filter(isWrong).map(({ analytic, numeric }) => {
    const share = Math.abs(analytic - numeric) / Math.max(Math.abs(analytic), Math.abs(numeric));
    return Number.isNaN(share) ? Infinity : share;
  });
  const share = shares.sort((a, b) => a - b)[shares.length >> 1] ?? 0;
  return observations.filter((each) => isWrong(each) || !(10 * each.allowed >= share * Math.abs(each.numeric)));
}

/** How near to a border the error must be ten times what is allowed, and how far both sides must reach. */
const [sharp, wide] = [1e-4, 0.01];

function borderBetween(one: Part, other: Part, { observe }: ScalarEvidence): Border | undefined {
  let [low, high] = [one.observations.at(-1)!.x, other.observations[0]!.x];
  for (let i = 0; i < 100 && high - low > 1e-13 * Math.max(1, Math.abs(low)); i++) {
    const middle = low + (high - low) / 2;
    const observation = observe(middle) ?? observe(low + 0.51 * (high - low));
    if (observation === undefined) break;
    if (isWrong(observation) === one.isWrong) low = middle;
    else high = middle;
  }
  const { value, text } = shortDecimal(low + (high - low) / 2, high - low + 1e-6 * Math.max(1, Math.abs(low)));
  const scale = Math.max(1, Math.abs(value));
  const inside = observe(one.isWrong ? low - sharp * scale : high + sharp * scale);
  if (inside === undefined || !isWrong({ ...inside, allowed: 10 * inside.allowed })) return undefined;
  const isWide = value - one.observations[0]!.x > wide * scale && other.observations.at(-1)!.x - value > wide * scale;
  return isWide ? { at: value, text } : undefined;
}

/** What is wrong between the borders, observed at more points. */
function wrongIn(parts: readonly Part[], borders: readonly Border[], { observe }: ScalarEvidence): Observation[] {
  const ends = [parts[0]!.observations[0]!.x, ...borders.map(({ at }) => at), parts.at(-1)!.observations.at(-1)!.x];
  const shares = Array.from({ length: 9 }, (_, i) => (i + 1) / 10);
  return parts.flatMap(({ isWrong: inside, observations }, i) => {
    const [low, high] = [ends[i]!, ends[i + 1]!];
    return inside ? [...observations, ...shares.flatMap((share) => observe(low + share * (high - low)) ?? [])] : [];
  });
}

function explanation(beginsWrong: boolean, [first, second]: readonly Border[], reason?: string): Explanation {
  const where = second
    ? beginsWrong
      ? beyond(first!, second)
      : `wrong between x = ${first!.text} and x = ${second.text} only`
    : beginsWrong
      ? `right above x = ${first!.text}, wrong below`
      : `right up to x = ${first!.text}, wrong beyond`;
  return {
    kind: 'threshold',
    text: reason ? `${where}, where ${reason}` : where,
    // That all comparisons are on the side where they belong has been seen.
    equals: () => [0, 0],
    witnesses: 0,
  };
}

function beyond(low: Border, high: Border): string {
  return low.at === -high.at
    ? `right for |x| < ${high.text}, wrong beyond`
    : `right between x = ${low.text} and x = ${high.text}, wrong elsewhere`;
}
