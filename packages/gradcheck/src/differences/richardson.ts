import type { Estimate } from './estimateDerivative.js';
import type { Measuring } from './measuring.js';
import { quotient, type Stencil } from './stencils.js';

/** How many times the step is halved. */
const halvings = { float64: 11, float32: 5 } as const;

interface Entry {
  readonly value: number;
  readonly rounding: number;
}

/**
 * Central differences D(h), D(h/2), D(h/4), ... extrapolated to h = 0: as D(h) = f' + a h^2 + b h^4 + ..., the combination
 * (4 D(h/2) - D(h)) / 3 has no h^2 left, the next one no h^4, and so on.
 *
 * The error of an entry is how far it lies from the two that it was made of: what the last step of extrapolation changed.
 * Ridders stops where that first grows; but two coarse differences may agree by chance, at a multiple of a period or across
 * a narrow bump. So the whole table is made, and an entry counts only when no finer difference contradicts it.
 */
export function extrapolated(
  f: (x: number) => number,
  x: number,
  stencil: Stencil,
  step: number,
  { precision }: Measuring,
): Estimate {
  const rows: Entry[][] = [];
  let winner: Estimate | undefined;
  const differences: { entry: Entry; change: number }[] = [];
  for (let i = 0; i <= halvings[precision.name]; i++) {
    const h = step / 2 ** i;
    if (i > 0 && h < 1e3 * precision.epsilon * Math.abs(x)) break;
    const row: Entry[] = [quotient(f, x, stencil, h, precision)];
    const above = rows[i - 1];
    differences.push({ entry: row[0]!, change: above ? Math.abs(row[0]!.value - above[0]!.value) : Infinity });
    for (let j = 1; above !== undefined && j <= i; j++) {
      const power = 4 ** j;
      const [fine, coarse] = [row[j - 1]!, above[j - 1]!];
      const value = fine.value + (fine.value - coarse.value) / (power - 1);
      const rounding = (power * fine.rounding + coarse.rounding) / (power - 1);
      row.push({ value, rounding });
    }
    rows.push(row);
  }
  rows.forEach((row, i) => {
    row.forEach(({ value, rounding }, j) => {
      if (j === 0) return;
      const truncation = Math.max(Math.abs(value - row[j - 1]!.value), Math.abs(value - rows[i - 1]![j - 1]!.value));
      const isContradicted = differences
        .slice(i + 1)
        .some(
          ({ entry, change }) => Math.abs(value - entry.value) > truncation + rounding + entry.rounding + 2 * change,
        );
      if (isContradicted) return;
      if (winner === undefined || truncation + rounding < winner.truncation + winner.rounding) {
        winner = { value, rounding, truncation, method: 'Richardson extrapolation', step: step / 2 ** i };
      }
    });
  });
  const { value, rounding } = rows[rows.length - 1]![0]!;
  return winner ?? { value, rounding, truncation: Infinity, method: 'Richardson extrapolation', step };
}
