import { doublesOf, everyDouble, type Interval } from '../numbers/interval.js';
import { parkMiller } from '../numbers/parkMiller.js';
import { workingRange } from '../arbitraries/real.js';

const nearReach = 8;
const tails = { nearest: 1e-8, farthest: 1e6 };
/** Of all points: close to 0, over the working range, and far out on a log scale. What is left are landmarks. */
const shares = { near: 0.55, wide: 0.2, tails: 0.15 };

/**
 * Points of an interval that leave no gap: evenly spaced, from a random start. Drawn ones miss what is wrong on a hundredth
 * of the range in a third of all runs of 100; evenly spaced ones cannot, where it is wider than their distance.
 */
export function spreadPoints(
  interval: Interval = everyDouble,
  landmarks: readonly number[],
  count: number,
  seed: number,
): number[] {
  const random = parkMiller(Math.abs(seed));
  const doubles = doublesOf(interval, 'spreadPoints');
  const { low, high } = workingRange(interval, doubles);
  const evenly = (share: number, point: (part: number) => number): number[] => {
    const many = Math.floor(share * count);
    const start = random();
    return Array.from({ length: many }, (_, i) => point((i + start) / many));
  };
  const between = (from: number, to: number) => (part: number) => from * (1 - part) + to * part;
  const [from, to] = [Math.max(low, -nearReach), Math.min(high, nearReach)];
  const near = from < to ? between(from, to) : between(low, high);
  const ends = [interval.low, interval.high].filter(Number.isFinite);
  const far = [...(doubles.first < 0 && doubles.last > 0 ? [0] : []), ...ends].flatMap((centre) =>
    [-1, 1].map((sign) => (part: number) => {
      const distance = tails.nearest * (tails.farthest / tails.nearest) ** part;
      return centre + sign * distance * Math.max(1, Math.abs(centre));
    }),
  );
  const visited = [0, ...landmarks, ...ends].slice(
    0,
    Math.ceil((1 - shares.near - shares.wide - shares.tails) * count),
  );
  return [
    ...visited,
    ...evenly(shares.near, near),
    ...evenly(shares.wide, between(low, high)),
    ...far.flatMap((point) => evenly(shares.tails / far.length, point)),
  ].filter((x) => x >= doubles.first && x <= doubles.last);
}
