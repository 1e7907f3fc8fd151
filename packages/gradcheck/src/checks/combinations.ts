import { parkMiller } from '../numbers/parkMiller.js';

const fewOutputs = 16;
const sampledOutputs = 8;

/** Which outputs are compared one by one: all of a few, the first, the last and some between of many. */
export function chosenOutputs(length: number, few = fewOutputs): readonly number[] {
  if (length <= few) return Array.from({ length }, (_, i) => i);
  const random = parkMiller(length);
  const chosen = new Set([0, length - 1]);
  while (chosen.size < sampledOutputs) chosen.add(Math.floor(random() * length));
  return [...chosen].sort((a, b) => a - b);
}

/** As much of every output: quarters from -2 to 2 without 0, which products of a few digits keep exact. */
export function randomWeights(length: number, seed: number): Float64Array {
  // Small seeds begin with small numbers.
  const random = parkMiller(length + 982_451_653 * seed);
  return new Float64Array(length).map(() => {
    const size = (1 + Math.floor(random() * 8)) / 4;
    return random() < 0.5 ? -size : size;
  });
}
