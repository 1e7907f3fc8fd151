import { fitting } from '../parameters/fitting.js';
import { entriesOf, leavesOf, rebuilt } from '../parameters/parameters.js';

/**
 * The derivative of f at `at` along `direction`: the five-point difference of t -> f(at + t direction) at t = 0. What a
 * gradient g must give is the sum of g times direction over all entries. Nothing is changed in place.
 *
 * The default step moves the entry that moves most by 1e-3.
 *
 * @throws RangeError when the two have different names or shapes, or the step is not a positive number.
 * @example
 * directionalDifference((p) => p.a * p.b, { a: 2, b: 3 }, { a: 1, b: 0 }) // => 3.00000000
 */
export function directionalDifference<P>(f: (parameters: P) => number, at: P, direction: P, step?: number): number {
  const caller = 'directionalDifference';
  const slopes = entriesOf(fitting(leavesOf(at, caller), leavesOf(direction, caller), caller, 'direction'));
  const h = step ?? 1e-3 / Math.max(...slopes.map(Math.abs).filter((size) => size > 0), 0);
  if (slopes.every((slope) => slope === 0)) return 0;
  if (!(h > 0 && h < Infinity)) {
    throw new RangeError(`${caller}: expected a step > 0, got ${h}. Leave it out for the default.`);
  }
  const along = alongLine(f, at, slopes);
  return (along(-2 * h) - 8 * along(-h) + 8 * along(h) - along(2 * h)) / (12 * h);
}

/** t -> f(at + t slopes), each call on a fresh copy. */
export function alongLine<P>(f: (parameters: P) => number, at: P, slopes: ArrayLike<number>): (t: number) => number {
  return function along(t) {
    let index = 0;
    return f(rebuilt(at, (value) => value + t * slopes[index++]!));
  };
}
