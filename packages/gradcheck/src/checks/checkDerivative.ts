import { checkPoint } from './checkPoint.js';
import type { Room } from '../differences/estimateDerivative.js';
import { doublesOf, everyDouble, type Interval } from '../numbers/interval.js';
import { checkKink, type Kink } from './kink.js';
import { real } from '../arbitraries/real.js';
import type { CheckReport } from '../reports/report.js';
import { runCases, runOnce } from './runCases.js';
import { measuringFor, methodName, precisionFor } from './measuringFor.js';
import { toleranceFor } from './tolerance.js';

export interface DerivativeOptions {
  /** What reports call the function. */
  readonly name?: string;
  /** Where the function lives: nothing outside is ever evaluated. All doubles unless given. */
  readonly domain?: Interval;
  /** Points where something may change: visited, with their neighbours. */
  readonly landmarks?: readonly number[];
  /** Points without a derivative: no difference is taken across them, and the documented slopes are checked. */
  readonly kinks?: readonly Kink[];
  readonly relative?: number;
  readonly absolute?: number;
  readonly runs?: number;
  readonly seed?: number;
  /** fast-check's path to one case: what a failure prints. */
  readonly path?: string;
}

const defaults = { relative: 1e-9, absolute: 1e-9 };
const defaultRuns = 500;

/**
 * Compares a derivative written by hand with five-point differences at many points, and at the kinks with the slopes
 * on either side. |analytic - numeric| <= absolute + relative max(|analytic|, |numeric|) + what the difference itself
 * may be off by. NaN and Infinity never pass.
 *
 * @throws GradientCheckError with the smallest input found where the two disagree.
 * @example
 * checkDerivative(Math.sin, Math.cos).cases // => 500
 * checkDerivative(Math.sin, (x) => 1 - x * x / 2) // => throws GradientCheckError
 */
export function checkDerivative(
  f: (x: number) => number,
  derivative: (x: number) => number,
  options: DerivativeOptions = {},
): CheckReport {
  const { name = f.name || 'f', domain = everyDouble, landmarks = [], runs = defaultRuns, seed, path } = options;
  const { first, last } = doublesOf(domain, 'checkDerivative');
  const kinks = checkedKinks(options.kinks ?? []).filter((kink) => kink.at >= first && kink.at <= last);
  const precision = precisionFor('checkDerivative');
  const tolerance = toleranceFor('checkDerivative', options, precision, defaults);
  const measuring = measuringFor('checkDerivative', {}, precision, tolerance);
  const tally = { worst: 0, compared: 0, skipped: 0 };
  for (const kink of kinks) {
    const room = roomAt(kink.at, domain, kinks);
    const check = (): void => note(tally, checkKink(f, derivative, kink, room, tolerance, measuring));
    runOnce(name, kink.at, check);
  }
  const run = { caller: 'checkDerivative', name, runs, seed, path };
  const points = real(domain, [...landmarks, ...kinks.map((kink) => kink.at)]);
  runCases(run, points, (x) => {
    if (kinks.every((kink) => kink.at !== x))
      note(tally, checkPoint(f, derivative, x, roomAt(x, domain, kinks), tolerance, measuring));
  });
  if (tally.compared === 0) {
    throw new RangeError(
      `checkDerivative: no point of ${name} has room for a difference. Widen the domain or check it by its formula.`,
    );
  }
  return {
    name,
    method: methodName(measuring),
    cases: tally.compared,
    skipped: tally.skipped,
    worstError: tally.worst,
  };
}

interface Tally {
  worst: number;
  compared: number;
  skipped: number;
}

function note(tally: Tally, error: number | undefined): void {
  if (error === undefined) {
    tally.skipped++;
    return;
  }
  tally.compared++;
  tally.worst = Math.max(tally.worst, error);
}

function checkedKinks(kinks: readonly Kink[]): readonly Kink[] {
  for (const { at, left, right } of kinks) {
    if ([at, left, right].some(Number.isNaN)) {
      throw new RangeError(
        `checkDerivative: expected kinks of numbers, got one at ${at} with the slopes ${left} and ${right}. Leave it out.`,
      );
    }
  }
  return kinks;
}

/** How far it is from x to the next kink or end of the domain on either side. */
function roomAt(x: number, domain: Interval, kinks: readonly Kink[]): Room {
  const barriers = [domain.low, domain.high, ...kinks.map((kink) => kink.at)];
  const below = barriers.filter((barrier) => barrier < x || (barrier === x && barrier === domain.low));
  const above = barriers.filter((barrier) => barrier > x || (barrier === x && barrier === domain.high));
  return { left: x - Math.max(-Number.MAX_VALUE, ...below), right: Math.min(Number.MAX_VALUE, ...above) - x };
}
