/** Inputs at which formulas go wrong: of every size, close to landmarks, and over the range where networks work. */
import type { Interval } from '../src/formula.js';
import { randomGenerator, type Random } from '../src/random/random.js';
import { lastBit } from './highPrecision.js';

/** Where a function of one number, and of a second one that stays (a target, a parameter), is looked at. */
export interface Domain {
  readonly first: Interval;
  readonly second: Interval | readonly number[];
  /** Where the regime changes. */
  readonly landmarks: (second: number) => readonly number[];
}

export type Point = readonly [first: number, second: number];

/** Where exp, expm1, their squares and the normal density saturate, overflow or underflow, in single precision too. */
const thresholds = [
  17, 18.7, 20, 22, 36.04, 36.74, 37.5, 38.57, 88.7, 103.97, 354, 372.5, 708, 708.4, 709.78, 710.47, 744.44, 745.13,
];
const someSeconds = [0, 1, 0.3, 0.5, 0.9, -2.5, 7];
const workingRanges = [1, 5, 50, 800];
const view = new DataView(new ArrayBuffer(8));
/** -2^63, the bits of -0. */
const leastInteger = -(2n ** 63n);

/**
 * Points without end, the same in every run, so that fewer of them are the first of more.
 *
 * At first the corners: for some second numbers the ends, zeros and landmarks, each with three doubles on either side.
 * Then at random: one fifth is any double, by its bits (all exponents and signs alike); three fifths are uniform in a
 * working range around 0 or the second number; one fifth lies at a landmark or threshold, at a distance uniform on a log
 * scale from one ulp to its own size, or within four ulps. The second number is one of a few for every other point.
 */
export function* hardPoints(domain: Domain): Generator<Point, never> {
  const random = randomGenerator(1);
  const isInside = (x: number): boolean => contains(domain.first, x);
  const seconds = Array.isArray(domain.second)
    ? (domain.second as readonly number[])
    : someSeconds.filter((y) => contains(domain.second as Interval, y));
  for (const second of seconds) {
    for (const first of cornersOf(domain, second).filter(isInside)) yield [first, second];
  }
  const anySecond = (): number => {
    if (Array.isArray(domain.second) || random.uniform() < 0.5) return seconds[random.integer(seconds.length)]!;
    for (;;) {
      const second = random.uniform() < 0.5 ? anyDouble(random) : between(random, -50, 50);
      if (contains(domain.second as Interval, second)) return second;
    }
  };
  for (;;) {
    const second = anySecond();
    const first = draw(random, domain.landmarks(second), second);
    if (isInside(first)) yield [first, second];
  }
}

function cornersOf({ first: { low, high }, landmarks }: Domain, second: number): number[] {
  const ends = [Math.max(low, -Number.MAX_VALUE), Math.min(high, Number.MAX_VALUE)];
  return [0, ...landmarks(second), ...ends].flatMap((at) =>
    [0, 1, 2, 3].flatMap((ulps) => [beside(at, ulps), beside(at, -ulps)]),
  );
}

function draw(random: Random, landmarks: readonly number[], second: number): number {
  const kind = random.integer(5);
  if (kind < 1) return anyDouble(random);
  if (kind < 4) {
    const reach = oneOf(random, workingRanges);
    return (random.uniform() < 0.5 ? second : 0) + between(random, -reach, reach);
  }
  const at =
    landmarks.length > 0 && random.uniform() < 0.75
      ? oneOf(random, landmarks)
      : second + oneOf(random, thresholds) * eitherSign(random);
  if (random.uniform() < 0.25) return beside(at, random.integer(9) - 4);
  return at + eitherSign(random) * 2 ** between(random, lastBit(at), Math.log2(Math.max(1, Math.abs(at))));
}

/** A double by its bits: every exponent, subnormals among them, is as likely as any other. */
function anyDouble(random: Random): number {
  for (;;) {
    view.setUint32(0, random.integer(2 ** 32));
    view.setUint32(4, random.integer(2 ** 32));
    const x = view.getFloat64(0);
    if (Number.isFinite(x)) return x;
  }
}

/** The double so many steps above x, or below it. */
function beside(x: number, steps: number): number {
  view.setFloat64(0, x);
  const bits = view.getBigInt64(0);
  // Doubles are ordered as their bits are, the negative ones backwards.
  const place = (bits < 0n ? leastInteger - bits : bits) + BigInt(steps);
  view.setBigInt64(0, place < 0n ? leastInteger - place : place);
  return view.getFloat64(0);
}

function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random.uniform();
}

function eitherSign(random: Random): number {
  return random.uniform() < 0.5 ? 1 : -1;
}

function oneOf(random: Random, numbers: readonly number[]): number {
  return numbers[random.integer(numbers.length)]!;
}

function contains({ low, high, lowOpen, highOpen }: Interval, x: number): boolean {
  return Number.isFinite(x) && (lowOpen ? x > low : x >= low) && (highOpen ? x < high : x <= high);
}
