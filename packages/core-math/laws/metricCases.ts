import { real, vector } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { Formula } from '../src/formula.js';
import { Matrix } from '../src/matrix/matrix.js';
import { oneHot } from './rowCases.js';

export interface MetricCase {
  readonly predictions: Matrix;
  readonly targets: Matrix;
}

/** One column of probabilities against 0 and 1, rather than a row of scores against a class. */
export function isBinary({ name }: Formula): boolean {
  return name.startsWith('binary');
}

/** Batches of 1 to 6 samples of the kind that a metric takes; ties happen. */
export function metricCases(metric: Formula): fc.Arbitrary<MetricCase> {
  return fc
    .record({ rows: fc.integer({ min: 1, max: 6 }), classes: fc.integer({ min: 2, max: 4 }), indexed: fc.boolean() })
    .chain(({ rows, classes, indexed }) => {
      const columns = isBinary(metric) ? 1 : classes;
      const labels = fc.array(fc.integer({ min: 0, max: (isBinary(metric) ? 2 : classes) - 1 }), {
        minLength: rows,
        maxLength: rows,
      });
      return fc.record({
        predictions: vector(fc.oneof(real({ low: 0, high: 1 }), fc.constant(0.5)), rows * columns).map(
          (data) => new Matrix(rows, columns, data),
        ),
        targets: labels.map((each) => (indexed || isBinary(metric) ? Matrix.column(each) : hotRows(each, classes))),
      });
    });
}

/** Predictions that are certain of the class that the targets name, or of the one after it. */
export function certain(metric: Formula, { predictions, targets }: MetricCase, shift: number): Matrix {
  if (isBinary(metric)) return Matrix.column(targets.data.map((y) => (shift === 0 ? y : 1 - y)));
  const { rows, columns } = predictions;
  return hotRows(
    Array.from({ length: rows }, (_, i) => (labelOf(targets, i) + shift) % columns),
    columns,
  );
}

export function hotRows(labels: readonly number[], classes: number): Matrix {
  return Matrix.fromRows(labels.map((k) => oneHot(classes, k)));
}

export function labelOf(targets: Matrix, i: number): number {
  return targets.columns === 1 ? targets.get(i, 0) : targets.row(i).indexOf(1);
}

export function joined(a: Matrix, b: Matrix): Matrix {
  return new Matrix(a.rows + b.rows, a.columns, Float64Array.of(...a.data, ...b.data));
}

/** What every metric refuses: no samples, other numbers of rows, labels that are no class, NaN. */
export function refusals(metric: Formula): MetricCase[] {
  const columns = isBinary(metric) ? 1 : 3;
  const scores = new Matrix(2, columns, new Float64Array(2 * columns).fill(0.25));
  const labels = Matrix.column([0, 1]);
  const broken = scores.copy();
  broken.data[columns] = NaN;
  return [
    { predictions: new Matrix(0, columns), targets: new Matrix(0, 1) },
    { predictions: scores, targets: Matrix.column([0, 1, 0]) },
    { predictions: scores, targets: new Matrix(2, 2) },
    ...[3, -1, 0.5, NaN].map((label) => ({ predictions: scores, targets: Matrix.column([0, label]) })),
    { predictions: broken, targets: labels },
  ];
}

export function throwsRangeError(call: () => unknown): boolean {
  try {
    call();
    return false;
  } catch (error) {
    return error instanceof RangeError;
  }
}
