import * as fc from 'fast-check';
import { checkedSize, fewer, isIn, lengthIn, type Range, type Size } from './size.js';

/**
 * Probabilities of `count` outcomes: numbers above 0 whose sum is 1 to rounding; with `zeros` some may be 0, and one 1.
 *
 * Of ten draws one has equal shares, two have ties, two are percentages, three a softmax of moderate logits, and two one of
 * large logits (probabilities down to 1e-13 and up to 1 - 1e-13), or have zeros. They shrink to fewer outcomes, then to shares of one
 * decimal: [0.5, 0.5] is the simplest.
 *
 * @throws RangeError when the count is not a whole number >= 1.
 * @example
 * const whole = law('the sum is 1', probabilities(3), (p) => demand(Math.abs(p[0] + p[1] + p[2] - 1) < 1e-15, () => `got ${p}`))
 * whole.check({ runs: 20, seed: 1 }).cases // => 20
 */
export function probabilities(
  count: Size,
  { zeros = false }: { readonly zeros?: boolean } = {},
): fc.Arbitrary<Float64Array> {
  const range = checkedSize('probabilities', 'a count', count);
  if (range.min < 1) {
    throw new RangeError(`probabilities: expected at least one outcome, got ${range.min}. Something always happens.`);
  }
  return new ProbabilitiesArbitrary(range, zeros);
}

const largestLogit = 30;
const mostDecimals = 4;

/** fast-check asks for a subclass of its own class; its own arrays know nothing of sums. */
class ProbabilitiesArbitrary extends fc.Arbitrary<Float64Array> {
  readonly #range: Range;
  readonly #zeros: boolean;

  constructor(range: Range, zeros: boolean) {
    super();
    this.#range = range;
    this.#zeros = zeros;
  }

  override generate(random: fc.Random): fc.Value<Float64Array> {
    const n = lengthIn(this.#range, random);
    const draw = drawings[random.nextInt(0, drawings.length - 1)]!;
    const isFaint = draw === ofLargeLogits && this.#zeros && random.nextInt(0, 1) === 0;
    const shares = Array.from({ length: n }, () => (isFaint ? random.nextInt(0, 1) : draw(random)));
    return new fc.Value(normalized(shares.some((share) => share > 0) ? shares : shares.map(() => 1)), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Float64Array {
    if (!(value instanceof Float64Array) || !isIn(this.#range, value.length)) return false;
    const sum = value.reduce((total, p) => total + p, 0);
    return Math.abs(sum - 1) <= 4 * value.length * Number.EPSILON && value.every((p) => this.#isAllowed(p));
  }

  override shrink(value: Float64Array): fc.Stream<fc.Value<Float64Array>> {
    const simpler = [...this.#candidates(value)]
      .filter((each) => this.canShrinkWithoutContext(each) && compareSimplicity(each, value) < 0)
      .sort(compareSimplicity);
    return fc.stream(simpler.map((each) => new fc.Value(each, undefined)).values());
  }

  #isAllowed(p: number): boolean {
    return p <= 1 && (p > 0 || (this.#zeros && p === 0));
  }

  *#candidates(p: Float64Array): IterableIterator<Float64Array> {
    for (const kept of fewer(p.length, this.#range.min)) {
      const left = kept.map((i) => p[i]!);
      if (left.some((each) => each > 0)) yield* [normalized(left), ...roundings(normalized(left))];
    }
    yield* roundings(p.map(() => 1 / p.length));
    yield* roundings(p);
    // What one outcome has beyond a simple share goes to another.
    for (const i of p.keys()) {
      for (const j of p.keys()) {
        for (const share of i === j ? [] : simpleShares) yield p.with(i, share).with(j, tidy(p[i]! + p[j]! - share));
      }
    }
  }
}

const simpleShares = [0, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5];

type Drawing = (random: fc.Random) => number;

const equal: Drawing = () => 1;
const ofTies: Drawing = (random) => random.nextInt(1, 3);
const ofPercentages: Drawing = (random) => random.nextInt(1, 100);
const ofModerateLogits: Drawing = (random) => Math.exp(5 * uniform(random));
const ofLargeLogits: Drawing = (random) => Math.exp(largestLogit * uniform(random));
const drawings = [
  equal,
  ofTies,
  ofTies,
  ofPercentages,
  ofPercentages,
  ofModerateLogits,
  ofModerateLogits,
  ofModerateLogits,
  ofLargeLogits,
  ofLargeLogits,
];

function uniform(random: fc.Random): number {
  return random.nextInt(0, 2 ** 31 - 1) / 2 ** 31;
}

function normalized(shares: readonly number[]): Float64Array {
  const sum = shares.reduce((total, share) => total + share, 0);
  return Float64Array.from(shares, (share) => share / sum);
}

/** To one, two, ... decimals, with what is missing to 1 added to the largest. */
function roundings(p: Float64Array): Float64Array[] {
  return Array.from({ length: mostDecimals }, (_, i) => {
    const unit = 10 ** -(i + 1);
    const rounded = p.map((each) => (each === 0 ? 0 : Math.max(unit, Number(each.toFixed(i + 1)))));
    const largest = rounded.indexOf(Math.max(...rounded));
    const others = rounded.reduce((sum, each, j) => (j === largest ? sum : sum + each), 0);
    return rounded.with(largest, tidy(1 - others));
  });
}

/** A sum of short decimals is one itself, but for rounding. */
function tidy(x: number): number {
  const short = Number(x.toFixed(mostDecimals));
  return Math.abs(x - short) < 1e-15 ? short : x;
}

/** Fewer outcomes, then fewer digits, then shares closer to each other, then larger ones first. */
function compareSimplicity(a: Float64Array, b: Float64Array): number {
  return a.length - b.length || digits(a) - digits(b) || spread(a) - spread(b) || later(b, a);
}

function digits(p: Float64Array): number {
  return p.reduce((sum, each) => sum + String(each).length, 0);
}

function spread(p: Float64Array): number {
  return Math.max(...p) - Math.min(...p);
}

/** By the first outcome that differs. */
function later(a: Float64Array, b: Float64Array): number {
  const at = a.findIndex((each, i) => each !== b[i]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}
