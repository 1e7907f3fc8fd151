import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded source of random numbers. Everything in Handgrad that is random takes one. */
export interface Random {
  /** Uniform in [0, 1), 53 random bits. */
  uniform(): number;
  /** Standard normal, mean 0 and variance 1. */
  normal(): number;
  /** A uniform integer in 0 .. below - 1. */
  integer(below: number): number;
  /** A uniform random order of 0 .. length - 1 (Fisher-Yates). */
  permutation(length: number): Uint32Array;
  /** All that is needed to go on from here to the same bit: `randomFromState(random.state())`. */
  state(): readonly number[];
}

/**
 * Makes the generator of a seed: xoroshiro128+ from the library pure-rand, period 2^128 - 1.
 *
 * The seed is mixed into the four words of the state by a hash: the library's own start would make the first numbers of
 * neighbouring seeds neighbours too.
 *
 * @throws RangeError when the seed is not a whole number from 0 to 2^32 - 1.
 * @example
 * randomGenerator(1).integer(6) === randomGenerator(1).integer(6) // => true
 *
 * Source: Blackman, Vigna, "Scrambled linear pseudorandom number generators", 2018; Appleby, "MurmurHash3", 2011 (the mixing).
 */
export function randomGenerator(seed: number): Random {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new RangeError(
      `randomGenerator: expected a whole number from 0 to 2^32 - 1 as seed, got ${seed}. Pass a number such as 1.`,
    );
  }
  return over(xoroshiro128plusFromState(mixed(seed)));
}

/** Four words that have nothing visible in common with the seed or with each other: a counter, each step of it hashed. */
function mixed(seed: number): number[] {
  return Array.from({ length: 4 }, (_, i) => {
    let z = (seed + Math.imul(i + 1, 0x9e3779b9)) | 0;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) | 0;
  });
}

/**
 * Goes on where `random.state()` was taken.
 *
 * @throws RangeError when the state is not what `state()` returned.
 */
export function randomFromState(state: readonly number[]): Random {
  const words = state.slice(0, 4);
  const isWord = (word: number): boolean => (word | 0) === word;
  if (
    words.length !== 4 ||
    !words.every(isWord) ||
    !words.some(Boolean) ||
    state.length > 5 ||
    state.some(Number.isNaN)
  ) {
    throw new RangeError(
      `randomFromState: expected the four or five numbers that state() returned, got [${state.join(', ')}]. Save and restore them unchanged.`,
    );
  }
  return over(xoroshiro128plusFromState(words), state[4]);
}

/** `spare` is the second number of the last Box-Muller pair, while nobody has asked for it. */
function over(generator: ReturnType<typeof xoroshiro128plusFromState>, spare?: number): Random {
  return {
    uniform: () => uniformFloat64(generator),
    normal() {
      if (spare !== undefined) {
        const second = spare;
        spare = undefined;
        return second;
      }
      // Box-Muller: 1 - u lies in (0, 1], so the logarithm is finite.
      const radius = Math.sqrt(-2 * Math.log1p(-uniformFloat64(generator)));
      const angle = 2 * Math.PI * uniformFloat64(generator);
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    integer(below) {
      if (!Number.isInteger(below) || below < 1 || below > 2 ** 32) {
        throw new RangeError(
          `Random.integer: expected a whole number from 1 to 2^32, got ${below}. Pass how many numbers there are to choose from.`,
        );
      }
      return uniformInt(generator, 0, below - 1);
    },
    permutation(length) {
      if (!Number.isInteger(length) || length < 0 || length > 2 ** 32) {
        throw new RangeError(
          `Random.permutation: expected a whole number from 0 to 2^32, got ${length}. Pass how many indices there are.`,
        );
      }
      const order = Uint32Array.from({ length }, (_, i) => i);
      for (let i = length - 1; i > 0; i--) {
        const j = uniformInt(generator, 0, i);
        const held = order[i]!;
        order[i] = order[j]!;
        order[j] = held;
      }
      return order;
    },
    state: () => (spare === undefined ? [...generator.getState()] : [...generator.getState(), spare]),
  };
}
