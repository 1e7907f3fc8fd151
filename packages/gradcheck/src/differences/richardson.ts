import type { Estimate } from './estimateDerivative.js';
import { leastStepAt, type Measuring } from './measuring.js';
import { quotient, type Quotient, type Stencil } from './stencils.js';

const rows = 14;
/** The golden ratio: no two steps fit the period of an oscillation, as halves would. */
const ratio = (1 + Math.sqrt(5)) / 2;
/** How much of a change may be left after one step down: 1 / ratio where the slope has a knot, 1 / ratio^2 where f is smooth. */
const shrinking = 0.75;

/**
 * Central differences at shrinking steps, extrapolated to h = 0: D(h) = f' + a h^2 + b h^4 + ..., so that
 * D(h) + (D(h) - D(r h)) / (r^2 - 1) has no h^2 left, the next combination no h^4, and so on. The error of an entry is how
 * far it lies from the two that it was made of.
 *
 * Ridders stops where that first grows; but coarse differences may agree by chance, across a narrow bump or many periods.
 * So all differences are taken first, and only those are used from where on each change is smaller than the one before.
 */
export function extrapolated(
  f: (x: number) => number,
  x: number,
  stencil: Stencil,
  largest: number,
  { precision }: Measuring,
): Estimate {
  const differences: Quotient[] = [];
  const steps: number[] = [];
  for (let step = largest; steps.length < rows && step >= leastStepAt(x, precision); step /= ratio) {
    steps.push(step);
    differences.push(quotient(f, x, stencil, step, precision));
  }
  let above: Quotient[] = [];
  let winner: Estimate | undefined;
  for (let i = firstSettling(differences); i < steps.length; i++) {
    const row = [differences[i]!];
    for (const [j, coarse] of above.entries()) {
      const fine = row[j]!;
      const power = ratio ** (2 * j + 2);
      const value = fine.value + (fine.value - coarse.value) / (power - 1);
      const rounding = (power * fine.rounding + coarse.rounding) / (power - 1);
      row.push({ value, rounding });
      const truncation = 2 * Math.max(Math.abs(value - fine.value), Math.abs(value - coarse.value));
      if (winner === undefined || !(rounding + truncation >= winner.rounding + winner.truncation)) {
        winner = { value, rounding, truncation, method: 'Richardson extrapolation', step: steps[i]! };
      }
    }
    above = row;
  }
  const [coarsest] = differences;
  return winner
    ? { ...winner, flat: coarsest!.flat }
    : { ...coarsest!, truncation: Infinity, method: stencil.method, step: largest };
}

/** The first difference from which on each change is smaller than the one before, but for rounding. */
function firstSettling(differences: readonly Quotient[]): number {
  let first = differences.length - 2;
  const change = (i: number): number => Math.abs(differences[i]!.value - differences[i - 1]!.value);
  while (
    first > 0 &&
    change(first + 1) <= shrinking * change(first) + differences[first]!.rounding + 2 * differences[first + 1]!.rounding
  ) {
    first--;
  }
  return Math.max(first, 0);
}
