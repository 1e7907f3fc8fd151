import { demand, fact, type Law } from '@handgrad/gradcheck';
import type { Activation } from '../src/formula.js';

/** Below this, fading numbers meet the subnormals, which have few digits. */
const underflow = 1e-290;
const step = 1 / 8;
const nearest = 8;
const farthest = 800;

/**
 * "the value (derivative) keeps its digits in the tails": along x = 8, 8 1/8, ... 800 and the same on the left, the
 * logarithm of its size is smooth, so that fourth differences are next to nothing, and it reaches 0 by underflow alone.
 *
 * A difference quotient cannot see this: at x = 30, 1 - sigmoid(x) has lost ten digits and 1e-13 is no error at all to it.
 * Straight lines, e^-x, e^(-x^2/2) and powers of x pass: their logarithms have fourth differences below 1e-6 here.
 */
export function tailsLaw(what: 'value' | 'derivative', f: (x: number) => number, { kinks }: Activation): Law {
  return fact(`the ${what} keeps its digits in the tails, down to underflow`, () => {
    for (const side of [-1, 1]) {
      const sizes = sizesAlong(f, side, what);
      for (let i = 4; i < sizes.length; i++) {
        const five = sizes.slice(i - 4, i + 1);
        const x = side * (nearest + i * step);
        if (Math.max(...five) < underflow || kinks.some(({ at }) => Math.abs(x - at) <= 4 * step)) continue;
        demandSmooth(five, what, x);
      }
    }
  });
}

function sizesAlong(f: (x: number) => number, side: number, what: string): number[] {
  return Array.from({ length: (farthest - nearest) / step }, (_, i) => {
    const x = side * (nearest + i * step);
    const size = Math.abs(f(x));
    demand(Number.isFinite(size), () => `the ${what} at ${x} is ${f(x)}`);
    return size;
  });
}

/** The fourth difference of the logarithms is next to nothing; not asked where underflow took the digits of the last number. */
function demandSmooth(five: readonly number[], what: string, x: number): void {
  const last = five[4]!;
  if (last < underflow) {
    // One step of e^(-x^2/2) at 37 is a factor of 100; of the tanh form of GELU at 21, a factor of 200,000.
    demand(last > 0 || five[3]! < 1e-280, () => `the ${what} is ${five[3]} one step before ${x}, where it is 0`);
    return;
  }
  if (five.includes(0)) demand(false, () => `the ${what} returns from 0 before ${x}`);
  const [a, b, c, d, e] = five.map(Math.log) as [number, number, number, number, number];
  const fourth = Math.abs(a - 4 * b + 6 * c - 4 * d + e);
  // Logarithms to 700 are rounded to 1e-13.
  demand(fourth <= 1e-5, () => `the ${what} is rough before ${x}: ${five.join(', ')}`);
}
