import { Decimal } from 'decimal.js';
import type { Matrix } from '@handgrad/core-math';

/** Arithmetic with 50 digits: results are good to 40. */
const Digits = Decimal.clone({ precision: 50, minE: -9e15, maxE: 9e15 });

/**
 * The maximum of the likelihood of a logistic regression, and its standard errors, to 40 digits: the bias last.
 *
 * By Newton's method in high precision from a point nearby, with elimination instead of Cholesky and exp(-z) instead of any
 * function of the library. The likelihood is strictly concave, so the point where its gradient is 0 is the maximum,
 * whatever the start was.
 */
export function exactOptimum(
  inputs: Matrix,
  labels: ArrayLike<number>,
  start: readonly number[],
): { coefficients: number[]; errors: number[]; gradient: number } {
  const rows = inputs.toRows().map((row) => [...row, 1].map((x) => new Digits(x)));
  let theta = start.map((value) => new Digits(value));
  let system = linearised(rows, labels, theta);
  for (let k = 0; k < 6 && largest(system.gradient) > 1e-38; k++) {
    const step = solve(system.information, system.gradient);
    theta = theta.map((value, j) => value.plus(step[j]!));
    system = linearised(rows, labels, theta);
  }
  const errors = theta.map((_, j) => {
    const unit = theta.map((_, k) => new Digits(j === k ? 1 : 0));
    return solve(system.information, unit)[j]!.sqrt().toNumber();
  });
  return { coefficients: theta.map((value) => value.toNumber()), errors, gradient: largest(system.gradient) };
}

function linearised(
  rows: readonly Decimal[][],
  labels: ArrayLike<number>,
  theta: readonly Decimal[],
): { gradient: Decimal[]; information: Decimal[][] } {
  const gradient = theta.map(() => new Digits(0));
  const information = theta.map(() => theta.map(() => new Digits(0)));
  rows.forEach((x, i) => {
    const z = x.reduce((sum, value, j) => sum.plus(value.times(theta[j]!)), new Digits(0));
    const p = new Digits(1).div(z.neg().exp().plus(1));
    const residual = new Digits(labels[i]!).minus(p);
    const curvature = p.times(new Digits(1).minus(p));
    x.forEach((value, j) => {
      gradient[j] = gradient[j]!.plus(residual.times(value));
      const weighted = curvature.times(value);
      x.forEach((other, k) => (information[j]![k] = information[j]![k]!.plus(weighted.times(other))));
    });
  });
  return { gradient, information };
}

/** Gauss-Jordan elimination with the largest pivot. */
function solve(matrix: readonly Decimal[][], right: readonly Decimal[]): Decimal[] {
  const rows = matrix.map((row, j) => [...row, right[j]!]);
  rows.forEach((_, column) => {
    const pivot = rows.reduce(
      (best, row, j) => (j >= column && row[column]!.abs().gt(rows[best]![column]!.abs()) ? j : best),
      column,
    );
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const head = rows[column]!;
    rows.forEach((row, j) => {
      if (j === column) return;
      const factor = row[column]!.div(head[column]!);
      rows[j] = row.map((value, k) => value.minus(factor.times(head[k]!)));
    });
  });
  return rows.map((row, j) => row.at(-1)!.div(row[j]!));
}

function largest(values: readonly Decimal[]): number {
  return Math.max(...values.map((value) => value.abs().toNumber()));
}
