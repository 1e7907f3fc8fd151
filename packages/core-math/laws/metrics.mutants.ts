import type { Metric } from '../src/formula.js';
import type { MatrixMetric } from '../src/metrics/confusionMatrix.js';
import { Matrix } from '../src/matrix/matrix.js';
import { matrixMetrics, metrics } from '../src/metrics/index.js';

/** A metric with one mistake that people really make. */
export interface MetricMutant<Entry> {
  readonly name: string;
  readonly wrong: Entry;
}

const { accuracy, binaryAccuracy } = metrics;
const { confusionMatrix } = matrixMetrics;

/** Wrong shares of right answers, each of which the laws must catch. */
export const metricMutants: readonly MetricMutant<Metric>[] = [
  mutant(accuracy, 'accuracy as a count', (p, y) => accuracy.value(p, y) * p.rows),
  mutant(accuracy, 'accuracy that is the error rate', (p, y) => 1 - accuracy.value(p, y)),
  mutant(accuracy, 'accuracy by the smallest prediction', (p, y) =>
    accuracy.value(
      mapped(p, (x) => -x),
      y,
    ),
  ),
  mutant(accuracy, 'accuracy that takes the last of equal predictions', (p, y) => accuracy.value(tilted(p), y)),
  mutant(
    accuracy,
    'accuracy in which one sample too many counts',
    (p, y) => (accuracy.value(p, y) * p.rows + 1) / (p.rows + 1),
  ),
  mutant(accuracy, 'accuracy that takes class indices from 1', (p, y) =>
    accuracy.value(p, y.columns === 1 ? mapped(y, (k) => (k + p.columns - 1) % p.columns) : y),
  ),
  mutant(accuracy, 'accuracy without a look at its inputs', (p, y) => {
    try {
      return accuracy.value(p, y);
    } catch {
      return 0;
    }
  }),
  mutant(accuracy, 'accuracy that sorts its predictions', (p, y) => {
    const got = accuracy.value(p, y);
    p.data.sort();
    return got;
  }),
  mutant(binaryAccuracy, 'binary accuracy with 0.5 as class 1', (p, y) =>
    binaryAccuracy.value(
      mapped(p, (x) => (x === 0.5 ? 1 : x)),
      y,
    ),
  ),
  mutant(binaryAccuracy, 'binary accuracy with the threshold of logits', (p, y) =>
    binaryAccuracy.value(
      mapped(p, (x) => x + 0.5),
      y,
    ),
  ),
  mutant(
    binaryAccuracy,
    'binary accuracy that asks for equality',
    (p, y) => p.data.filter((x, k) => x === y.data[k]).length / p.rows,
  ),
  mutant(binaryAccuracy, 'binary accuracy that leaves the first sample out', (p, y) =>
    p.rows === 1 ? binaryAccuracy.value(p, y) : binaryAccuracy.value(p.sliceRows(1), y.sliceRows(1)),
  ),
];

/** Wrong tables, each of which the laws must catch. */
export const matrixMetricMutants: readonly MetricMutant<MatrixMetric>[] = [
  mutant(confusionMatrix, 'confusion matrix that is transposed', (p, y, classes) => {
    const counts = confusionMatrix.value(p, y, classes);
    return Matrix.generate(counts.columns, counts.rows, (i, j) => counts.get(j, i));
  }),
  mutant(confusionMatrix, 'confusion matrix of shares', (p, y, classes) =>
    mapped(confusionMatrix.value(p, y, classes), (n) => n / p.rows),
  ),
  mutant(confusionMatrix, 'confusion matrix that counts the last of equal predictions', (p, y, classes) =>
    confusionMatrix.value(p.columns > 1 ? tilted(p) : p, y, classes),
  ),
  mutant(confusionMatrix, 'confusion matrix that counts predicted indices from 1', (p, y, classes) =>
    confusionMatrix.value(p.columns === 1 && classes ? mapped(p, (k) => (k + 1) % classes) : p, y, classes),
  ),
  mutant(confusionMatrix, 'confusion matrix that moves mistakes to the class before', (p, y, classes) => {
    const counts = confusionMatrix.value(p, y, classes);
    return Matrix.generate(counts.rows, counts.columns, (i, j) =>
      i === j
        ? counts.get(i, j)
        : counts.row(i).reduce((a, b) => a + b, 0) * (j === (i + counts.rows - 1) % counts.rows ? 1 : 0),
    );
  }),
  mutant(confusionMatrix, 'confusion matrix that writes mistakes below the diagonal only', (p, y, classes) => {
    const counts = confusionMatrix.value(p, y, classes);
    return Matrix.generate(counts.rows, counts.columns, (i, j) =>
      i < j ? 0 : i > j ? counts.get(i, j) + counts.get(j, i) : counts.get(i, i),
    );
  }),
  mutant(confusionMatrix, 'confusion matrix without a look at its inputs', (p, y, classes) => {
    try {
      return confusionMatrix.value(p, y, classes);
    } catch {
      return new Matrix(p.columns, p.columns);
    }
  }),
];

function mutant<Entry extends Metric | MatrixMetric>(
  right: Entry,
  name: string,
  value: Entry['value'],
): MetricMutant<Entry> {
  return { name, wrong: { ...right, value } };
}

function mapped(matrix: Matrix, f: (x: number) => number): Matrix {
  return new Matrix(matrix.rows, matrix.columns, matrix.data.map(f));
}

/** Raises later columns by less than any other difference. */
function tilted(matrix: Matrix): Matrix {
  return Matrix.generate(matrix.rows, matrix.columns, (i, j) => matrix.get(i, j) + j * 1e-15);
}
