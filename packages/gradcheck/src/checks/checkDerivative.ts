import * as fc from 'fast-check';
import { real } from '../arbitraries/real.js';
import type { GenericFunction } from '../differences/arithmetic.js';
import type { Room } from '../differences/estimateDerivative.js';
import { float64, leastStepAt, type Precision } from '../differences/measuring.js';
import { doublesOf, everyDouble, type Interval } from '../numbers/interval.js';
import { calledForNumber } from '../reports/called.js';
import type { CheckReport } from '../reports/report.js';
import { checkedPointOptions } from './checkedOptions.js';
import { checkPoint } from './checkPoint.js';
import { explainPoint } from './explainPoint.js';
import { checkKink, type Kink, type KinkPlace } from './kink.js';
import { measuringFor, methodName, precisionFor } from './measuringFor.js';
import { expectOneOf } from './expectOneOf.js';
import type { KinkRule, PointOptions } from './options.js';
import type { PointCase } from './pointCase.js';
import { runCases, runOnce } from './runCases.js';
import { spreadPoints } from './spreadPoints.js';
import { toleranceFor } from './tolerance.js';

export interface DerivativeOptions extends PointOptions {
  /** The same function over any arithmetic: its derivative comes out of dual numbers, exact to rounding. */
  readonly generic?: GenericFunction;
}

const caller = 'checkDerivative';
const defaults = { relative: 1e-9, absolute: 1e-9 };
const defaultRuns = 500;
/** Farther out floats lie too far apart for differences of functions that change over distances of 1. */
const everyFloat: Interval = { low: -1000, high: 1000 };
const rules: readonly KinkRule[] = ['detect', 'between', 'avoid'];
/** Of the runs: points spread evenly, which leave no gap. The others are drawn. */
const spreadShare = 0.6;
/** Where formulas change, and where people look first: evenly spaced points miss each of them. */
const shortNumbers = [0.5, 1, 2, 3].flatMap((x) => [x, -x]);

/**
 * Compares a derivative written by hand with five-point differences at many points, and at the kinks with the slopes
 * on either side. |analytic - numeric| <= absolute + relative max(|analytic|, |numeric|) + what the difference itself
 * may be off by. NaN and Infinity never pass.
 *
 * @throws GradientCheckError with the smallest input found where the two disagree.
 * @throws RangeError for options that are none: an empty domain, a point outside of it, a step of 0, no runs.
 * @example
 * checkDerivative(Math.sin, Math.cos).cases // => 500
 * checkDerivative(Math.sin, Math.cos, { at: [0, 1] }).cases // => 2
 * checkDerivative(Math.sin, (x) => 1 - x * x / 2) // => throws GradientCheckError
 */
export function checkDerivative(
  f: (x: number) => number,
  derivative: (x: number) => number,
  given: DerivativeOptions = {},
): CheckReport {
  const options = checkedPointOptions(caller, { f, derivative }, given);
  const { name = f.name || 'f', landmarks = [], runs = defaultRuns, path } = options;
  const precision = precisionFor(caller, options.precision);
  const domain = options.domain ?? (precision === float64 ? everyDouble : everyFloat);
  const { first, last } = doublesOf(domain, caller);
  const tolerance = toleranceFor(caller, options, precision, defaults);
  const measuring = measuringFor(caller, options, precision, tolerance);
  expectMoving(options.step, Math.min(1, Math.max(Math.abs(first), Math.abs(last))), precision);
  const { listed, rule } = kinksOf(options.kinks ?? [], precision.round);
  const kinks = listed.filter((kink) => kink.at >= first && kink.at <= last);
  const places = kinks.map((kink) => kink.at);
  const called = (who: string, call: (x: number) => number) => (x: number) => {
    options.reseed?.();
    return calledForNumber(who, () => call(x), x);
  };
  const one: PointCase = {
    f: called('the function', f),
    derivative: called('the derivative', derivative),
    generic: options.generic,
    rule,
    roomAt: (x) => roomBetween([domain.low, domain.high], places, x),
    tolerance,
    measuring,
  };
  const tally = { worst: 0, compared: 0, skipped: 0 };
  const check = (input: number): void => {
    const x = precision.round(input);
    const kink = kinks.find((each) => each.at === x);
    const error = kink ? checkKink(one, kink) : x >= first && x <= last ? checkPoint(one, x) : undefined;
    if (error === undefined) tally.skipped++;
    else tally.compared++;
    tally.worst = Math.max(tally.worst, error ?? 0);
  };
  const explain = explainPoint(one, { first, last }, places, domain);
  if (options.at === undefined) {
    for (const at of places) runOnce(name, at, () => check(at));
    const seed = options.seed ?? fc.readConfigureGlobal().seed ?? Date.now() & 0x7fffffff;
    const visited = [...landmarks, ...places];
    const spread = spreadPoints(domain, visited, Math.floor(spreadShare * runs), seed);
    const examples = [...spread, ...shortNumbers.filter((x) => x >= first && x <= last)];
    const beside = (x: number): void => {
      if (!places.includes(precision.round(x))) check(x);
    };
    runCases({ caller, name, runs, seed, path, examples }, real(domain, visited), beside, explain);
  } else {
    for (const x of pointsIn(options.at, first, last)) runOnce(name, x, () => check(x), explain);
  }
  if (tally.compared === 0) {
    throw new RangeError(
      `${caller}: no point of ${name} has room for a difference. Widen the domain or check it by its formula.`,
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

function kinksOf(
  kinks: NonNullable<PointOptions['kinks']>,
  round: (x: number) => number,
): { listed: readonly (Kink | KinkPlace)[]; rule: KinkRule } {
  if (typeof kinks === 'string') {
    expectOneOf(caller, 'kinks', kinks, rules);
    return { listed: [], rule: kinks };
  }
  const listed = kinks.map((kink) => {
    const known = typeof kink === 'number' ? { at: kink } : kink;
    const wrong = [known.at, ...('left' in known ? [known.left, known.right] : [])].some(Number.isNaN);
    if (wrong) {
      const { at, left = NaN, right = NaN } = known as Partial<Kink>;
      throw new RangeError(
        `${caller}: expected kinks of numbers, got one at ${at} with the slopes ${left} and ${right}. Leave it out.`,
      );
    }
    return { ...known, at: round(known.at) };
  });
  return { listed, rule: 'detect' };
}

function expectMoving(step: number | undefined, x: number, precision: Precision): void {
  if (step === undefined || step >= leastStepAt(x, precision)) return;
  throw new RangeError(`${caller}: expected a step that moves x = ${x}, got ${step}. Leave it out for the default.`);
}

function pointsIn(at: number | readonly number[], first: number, last: number): readonly number[] {
  const points = typeof at === 'number' ? [at] : at;
  for (const x of points) {
    if (!(x >= first && x <= last)) {
      throw new RangeError(
        `${caller}: expected points from ${first} to ${last}, got ${x}. Move it, or widen the domain.`,
      );
    }
  }
  return points;
}

/** How far it is from x to the next kink or end of the domain on either side. */
function roomBetween(ends: readonly number[], kinks: readonly number[], x: number): Room {
  let [left, right] = [-Number.MAX_VALUE, Number.MAX_VALUE];
  for (const barrier of [...ends, ...kinks]) {
    const isEnd = barrier === x && ends.includes(barrier);
    if (barrier < x || (isEnd && barrier === ends[0])) left = Math.max(left, barrier);
    if (barrier > x || (isEnd && barrier === ends[1])) right = Math.min(right, barrier);
  }
  return { left: x - left, right: right - x };
}
