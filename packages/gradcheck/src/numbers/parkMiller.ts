/** Park and Miller's generator of numbers in (0, 1): the same for the same seed, so that a failure repeats. */
export function parkMiller(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return function next() {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
