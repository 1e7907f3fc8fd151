import { Matrix } from '@handgrad/core-math';
import { demand, fact, law, real, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import {
  cholesky,
  fitLogisticRegression,
  inverseFromCholesky,
  logLikelihoodHessian,
  type coefficientTable,
  type Construction,
  type LogisticFit,
} from '../src/index.js';
import { overlappingData } from './cases.js';

/** Numbers of y = 0 and y = 1 in group 0, then in group 1. */
const counts = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 4, maxLength: 4 });
const scores = real({ low: -8, high: 8 });

/** What Wald's tests of the coefficients keep. */
export function lawsOfCoefficientTable({ value: table }: Construction<typeof coefficientTable>): Law[] {
  return [
    law('two groups: z = log odds ratio / sqrt(1/a + 1/b + 1/c + 1/d)', counts, (cells) => {
      const [a, b, c, d] = cells as [number, number, number, number];
      const groups = cells.flatMap((count, cell) => new Array<number>(count).fill(cell >> 1));
      const labels = cells.flatMap((count, cell) => new Array<number>(count).fill(cell & 1));
      const row = table(fitLogisticRegression(Matrix.column(groups), labels))[0]!;
      const expected = Math.log((a * d) / (b * c)) / Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
      demand(Math.abs(row.z - expected) <= 1e-10, () => `expected z = ${expected}, got ${row.z}`);
      return Math.abs(row.z - expected);
    }),
    law('standard errors are the roots of the diagonal of the inverse information', overlappingData, ({ inputs, labels }) => {
      const fit = fitLogisticRegression(inputs, labels);
      const hessian = logLikelihoodHessian(fit, inputs, labels);
      const root = cholesky(new Matrix(hessian.rows, hessian.columns, hessian.data.map((entry) => 0 - entry)));
      demand('factor' in root, () => 'the information is singular');
      const inverse = inverseFromCholesky(root.factor);
      const coefficients = [...fit.weights, fit.bias];
      table(fit).forEach((row, j) => {
        const expected = Math.sqrt(inverse.get(j, j));
        demand(row.coefficient === coefficients[j], () => `row ${j}: coefficient ${row.coefficient}`);
        demand(Math.abs(row.standardError - expected) <= 1e-10 * expected, () => `row ${j}: ${row.standardError}, expected ${expected}`);
      });
    }), // prettier-ignore
    law('p is the same for z and -z, and falls as |z| grows', fc.tuple(scores, scores), ([one, other]) => {
      const [p, mirrored, q] = [one, -one, other].map((z) => table(fitOf(z))[0]!.pValue) as [number, number, number];
      demand(p === mirrored, () => `p = ${p} at ${one}, ${mirrored} at ${-one}`);
      demand(p <= 1 && (Math.abs(one) <= Math.abs(other) ? p >= q : p <= q), () => `${p} at ${one}, ${q} at ${other}`);
    }),
    fact('p = 1 at z = 0, 0.05 at 1.96, 1.5e-23 at 10: both tails, with all digits', () => {
      let worst = 0;
      for (const [z, p] of [[0, 1], [1.959963984540054, 0.05], [2.5758293035489004, 0.01], [10, 1.523970604832e-23]] as const) {
        const got = table(fitOf(z))[0]!.pValue;
        worst = Math.max(worst, Math.abs(got / p - 1));
        demand(Math.abs(got / p - 1) <= 1e-12, () => `z = ${z}: expected ${p}, got ${got}`);
      }
      return worst;
    }), // prettier-ignore
    law('one row for each input, by its name, and the bias last', fc.array(fc.string(), { maxLength: 4 }), (names) => {
      const ones = new Float64Array(names.length).fill(1);
      const rows = table({ ...fitOf(3), weights: ones, standardErrors: { weights: ones, bias: 1 } }, names);
      const got = rows.map((row) => row.name);
      demand(
        got.length === names.length + 1 && [...names, 'bias'].every((name, j) => got[j] === name),
        () => `got rows ${got.join(', ')}`,
      );
      demand(rows.at(-1)?.coefficient === 3, () => 'the last row is not the bias');
    }),
    fact('there is no table without a maximum of the likelihood', () => {
      for (const l2 of [0, 1]) {
        const fit = fitLogisticRegression(Matrix.column([1, 2, 3, 4]), [0, 0, 1, 1], { l2 });
        let thrown: unknown;
        try {
          table(fit);
        } catch (error) {
          thrown = error;
        }
        demand(thrown instanceof RangeError, () => `l2 = ${l2} (${fit.reason}): no RangeError`);
      }
    }),
  ];
}

const template = fitLogisticRegression(Matrix.column([0, 0, 1, 1]), [0, 1, 0, 1]);

/** A fit with the weight z and the bias z, both with a standard error of 1. */
function fitOf(z: number): LogisticFit {
  const one = { weights: Float64Array.of(1), bias: 1 };
  return { ...template, weights: Float64Array.of(z), bias: z, standardErrors: one };
}
