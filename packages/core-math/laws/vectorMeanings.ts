import { demand, law, real, vector, type Law } from '@handgrad/gradcheck';
import type { VectorFunction } from '../src/formula.js';

const rows = vector(real({ low: -1000, high: 1000 }, [0, -745, 745]), { min: 1, max: 8 });

/** What makes a softmax a softmax: laws of one function each, for those that have a definition beyond their derivative. */
export function meaningLaws(f: VectorFunction): Law[] {
  return meanings[f.name]?.(f) ?? [];
}

const meanings: Readonly<Record<string, (f: VectorFunction) => Law[]>> = {
  softmax: (f) => [
    law('its outputs are positive, or 0 by underflow, and sum to 1', rows, (x) => {
      const p = f.value(x);
      const most = Math.max(...x);
      p.forEach((share, i) =>
        demand(share > 0 || (share === 0 && x[i]! - most < -744), () => `output ${i} is ${share}`),
      );
      return within(sum(p), 1, 2e-15);
    }),
    law('the ratio of two outputs is e to the difference of their inputs', rows, (x) => {
      const p = f.value(x);
      const last = x.length - 1;
      const difference = x[last]! - x[0]!;
      if (Math.min(p[0]!, p[last]!) < 1e-290) return 0;
      // A difference of 700, rounded, is good for 1e-13.
      return within(Math.log(p[last]! / p[0]!) - difference, 0, 1e-12);
    }),
  ],
  logSoftmax: (f) => [
    law('e to its outputs sums to 1', rows, (x) => within(sum(f.value(x).map(Math.exp)), 1, 1e-12)),
    law('the difference of two outputs is the difference of their inputs', rows, (x) => {
      const y = f.value(x);
      const last = x.length - 1;
      return within(y[last]! - y[0]!, x[last]! - x[0]!, 1e-12);
    }),
    law('it keeps a cost near 0: the largest output is -sum of e^(x_j - max) where that is tiny', rows, (x) => {
      const gapped = Float64Array.of(40, ...x.map((entry) => entry / 1000 - 1));
      const rest = sum(gapped.subarray(1).map((entry) => Math.exp(entry - 40)));
      return within(f.value(gapped)[0]! / -rest, 1, 1e-12);
    }),
  ],
  logSumExp: (f) => [
    law('it lies between the largest entry and that plus ln n', rows, (x) => {
      const most = Math.max(...x);
      const y = f.value(x)[0]!;
      const room = 4e-16 * Math.max(1, Math.abs(most));
      demand(y >= most && y <= most + Math.log(x.length) + room, () => `it is ${y}, the largest entry ${most}`);
    }),
    law('of one number it is that number, and of n equal ones that plus ln n', rows, (x) => {
      const [only, many] = [f.value(x.subarray(0, 1))[0]!, f.value(x.fill(x[0]!))[0]!];
      within(only, x[0]!, 0);
      return within(many, x[0]! + Math.log(x.length), 4e-16 * Math.max(1, Math.abs(x[0]!)));
    }),
  ],
};

function sum(x: Float64Array): number {
  return x.reduce((total, entry) => total + entry, 0);
}

function within(got: number, expected: number, tolerance: number): number {
  const error = Math.abs(got - expected);
  demand(error <= tolerance, () => `got ${got}, expected ${expected}`);
  return error;
}
