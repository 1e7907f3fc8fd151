import * as fc from 'fast-check';
import { isSubnormal, nextDown, nextUp } from '../numbers/doubles.js';
import { doublesOf, everyDouble, type Doubles, type Interval } from '../numbers/interval.js';
import { simplerNumbers } from './simplerNumbers.js';

const workingReach = 50;
const nearReach = 8;
const tailReach = 1e6;
const least = 1e-8;

/**
 * Real numbers for tests of formulas: spread over an interval as a person would choose them, and shrunk to short decimals.
 *
 * Of ten draws six lie on a grid of dyadic numbers (three over the whole working range, three over the part of it within
 * 8 of 0), two have a magnitude (or a distance from an end) that is uniform on a log scale, one is a raw double, and one
 * is a landmark or a close neighbour of one; 0, -0 and the closed ends are landmarks always. The working range is the
 * interval; an infinite end is taken 50 away, and only the log-scaled draws go on from there, to 1e6.
 *
 * A bare `fc.double` draws bit patterns: 85 % of its numbers in [-50, 50] lie below 1e-30, and most wrong derivatives pass.
 *
 * @throws RangeError when the interval holds no number, or a landmark is not finite or lies beyond its ends.
 * @example
 * const inside = law('0 < x <= 1', real({ low: 0, high: 1, lowOpen: true }), (x) => demand(x > 0 && x <= 1, () => `got ${x}`))
 * inside.check({ runs: 50, seed: 1 }).cases // => 50
 */
export function real(interval: Interval = everyDouble, landmarks: readonly number[] = []): fc.Arbitrary<number> {
  const doubles = doublesOf(interval, 'real');
  for (const landmark of landmarks) {
    if (!Number.isFinite(landmark)) {
      throw new RangeError(`real: expected finite landmarks, got ${landmark}. Leave it out.`);
    }
    if (landmark < interval.low || landmark > interval.high) {
      throw new RangeError(
        `real: expected landmarks from ${interval.low} to ${interval.high}, got ${landmark}. Leave it out, or widen the interval.`,
      );
    }
  }
  return new RealArbitrary(doubles, sourcesOf(interval, doubles, landmarks));
}

/** Draws one number; undefined when it fell outside the interval. */
type Source = (random: fc.Random) => number | undefined;

/** fast-check asks for a subclass of its own class: shrinking is by the number alone, whichever source it came from. */
class RealArbitrary extends fc.Arbitrary<number> {
  readonly #doubles: Doubles;
  readonly #sources: readonly Source[];

  constructor(doubles: Doubles, sources: readonly Source[]) {
    super();
    this.#doubles = doubles;
    this.#sources = sources;
  }

  override generate(random: fc.Random): fc.Value<number> {
    for (;;) {
      const x = this.#sources[random.nextInt(0, this.#sources.length - 1)]!(random);
      if (x !== undefined && this.canShrinkWithoutContext(x)) return new fc.Value(x, undefined);
    }
  }

  override canShrinkWithoutContext(value: unknown): value is number {
    return typeof value === 'number' && value >= this.#doubles.first && value <= this.#doubles.last;
  }

  override shrink(value: number): fc.Stream<fc.Value<number>> {
    const simpler = simplerNumbers(value, this.#doubles);
    return fc.stream(simpler.map((x) => new fc.Value(x, undefined)).values());
  }
}

function sourcesOf(interval: Interval, doubles: Doubles, landmarks: readonly number[]): Source[] {
  const { low, high } = workingRange(interval, doubles);
  const raw = rawDoubles(low, high);
  const wide = grid(low, high) ?? raw;
  const near = grid(Math.max(low, -nearReach), Math.min(high, nearReach)) ?? wide;
  const tails = logScaled(interval, doubles);
  const points = ofList(visited(interval, doubles, landmarks), raw);
  return [wide, wide, wide, near, near, near, tails, tails, raw, points];
}

/** Where draws lie but for the log-scaled ones: an infinite end is taken 50 away. */
export function workingRange(interval: Interval, { first, last }: Doubles): { low: number; high: number } {
  const bounded = { low: Number.isFinite(interval.low), high: Number.isFinite(interval.high) };
  if (!bounded.low && !bounded.high) return { low: -workingReach, high: workingReach };
  return {
    low: bounded.low ? first : Math.max(first, last - reachFrom(last)),
    high: bounded.high ? last : Math.min(last, first + reachFrom(first)),
  };
}

function reachFrom(end: number): number {
  return Math.max(workingReach, Math.abs(end));
}

/** Doubles by their bits; subnormal ones, of which formulas like 1 / x make Infinity, only where there are no others. */
function rawDoubles(min: number, max: number): Source {
  const doubles = fc.double({ min, max, noNaN: true });
  const onlySubnormals = isSubnormal(min) && isSubnormal(max);
  return (random) => {
    const x = doubles.generate(random, undefined).value;
    return isSubnormal(x) && !onlySubnormals ? undefined : x;
  };
}

/** Multiples of a power of two, about a million of them; undefined where doubles are too coarse for that. */
function grid(low: number, high: number): Source | undefined {
  const step = 2 ** (Math.ceil(Math.log2(high / 2 - low / 2)) - 19);
  const from = Math.ceil(low / step);
  const to = Math.floor(high / step);
  if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && from < to)) return undefined;
  return (random) => random.nextInt(from, to) * step;
}

/** Distances from 0 and from the finite ends, uniform on a log scale; undefined where the interval does not go that far. */
function logScaled(interval: Interval, { first, last }: Doubles): Source {
  const centres = [...(first < 0 && last > 0 ? [0] : []), ...[interval.low, interval.high].filter(Number.isFinite)];
  const endless = interval.low === -Infinity || interval.high === Infinity;
  return (random) => {
    const centre = centres[random.nextInt(0, centres.length - 1)]!;
    const reach = endless ? Math.max(tailReach, reachFrom(centre)) : Math.max(last - centre, centre - first);
    const smallest = Math.min(least * Math.max(1, Math.abs(centre)), reach / 2);
    const share = random.nextInt(0, 2 ** 31 - 1) / 2 ** 31;
    const distance = smallest * (reach / smallest) ** share;
    const x = random.nextInt(0, 1) === 0 ? centre + distance : centre - distance;
    return x >= first && x <= last ? x : 2 * centre - x;
  };
}

/** The landmarks that lie in the interval, and points beside each landmark and each end. */
function visited(interval: Interval, { first, last }: Doubles, landmarks: readonly number[]): number[] {
  const inside = [0, ...landmarks].filter((x) => x >= first && x <= last);
  const ends = [interval.low, interval.high].filter(Number.isFinite);
  const beside = [...inside, ...ends].flatMap((x) =>
    [least, 1e-3, 0.125].flatMap((offset) => [
      x - offset * Math.max(1, Math.abs(x)),
      x + offset * Math.max(1, Math.abs(x)),
    ]),
  );
  const touching = inside.flatMap((x) => [x, x, nextDown(x), nextUp(x)]);
  return [...touching, ...(first <= 0 && last >= 0 ? [-0] : []), ...ends, ...beside].filter(
    (x) => x >= first && x <= last,
  );
}

function ofList(values: readonly number[], otherwise: Source): Source {
  return values.length === 0 ? otherwise : (random) => values[random.nextInt(0, values.length - 1)];
}
