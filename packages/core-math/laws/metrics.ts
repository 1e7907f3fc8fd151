import { demand, fact, law, type Law } from '@handgrad/gradcheck';
import type { Metric } from '../src/formula.js';
import type { MatrixMetric } from '../src/metrics/confusionMatrix.js';
import { accuracy } from '../src/metrics/accuracy.js';
import { Matrix } from '../src/matrix/matrix.js';
import { certain, hotRows, isBinary, joined, labelOf, metricCases, refusals, throwsRangeError } from './metricCases.js';

/** What every share of right answers must keep. */
export function lawsOfMetric(metric: Metric): Law[] {
  const laws = [
    countLaw(metric),
    rightLaw(metric),
    wrongLaw(metric),
    partsLaw(metric),
    tieLaw(metric),
    refusalLaw(metric),
  ];
  return isBinary(metric) ? laws : [...laws, oneHotLaw(metric)];
}

function countLaw(metric: Metric): Law {
  return law('a whole number of n-ths from 0 to 1, from inputs that stay as they are', metricCases(metric), (one) => {
    const before = [one.predictions.copy(), one.targets.copy()] as const;
    const got = metric.value(one.predictions, one.targets);
    const right = got * one.predictions.rows;
    demand(
      Math.abs(right - Math.round(right)) < 1e-12 && got >= 0 && got <= 1,
      () => `${got} of ${one.predictions.rows}`,
    );
    demand(same(one.predictions, before[0]) && same(one.targets, before[1]), () => 'an input was changed');
  });
}

function rightLaw(metric: Metric): Law {
  return law('certain and right everywhere: 1', metricCases(metric), (one) => {
    const got = metric.value(certain(metric, one, 0), one.targets);
    demand(got === 1, () => `${got}`);
  });
}

function wrongLaw(metric: Metric): Law {
  return law('certain and wrong everywhere: 0', metricCases(metric), (one) => {
    const got = metric.value(certain(metric, one, 1), one.targets);
    demand(got === 0, () => `${got}`);
  });
}

function partsLaw(metric: Metric): Law {
  return law('of two parts together: the mean of the parts, weighted by their sizes', metricCases(metric), (one) => {
    const { predictions, targets } = one;
    const [head, labels] = [predictions.sliceRows(0, 1), targets.sliceRows(0, 1)];
    const whole = metric.value(joined(predictions, head), joined(targets, labels));
    const n = predictions.rows;
    const expected = (n * metric.value(predictions, targets) + metric.value(head, labels)) / (n + 1);
    demand(Math.abs(whole - expected) < 1e-12, () => `together ${whole}, from the parts ${expected}`);
  });
}

function tieLaw(metric: Metric): Law {
  const name = isBinary(metric)
    ? 'a prediction of 0.5 counts as class 0'
    : 'of equally large predictions the first counts';
  return fact(name, () => {
    const tied = isBinary(metric) ? Matrix.column([0.5]) : Matrix.fromRows([[0.2, 0.4, 0.4]]);
    const first = isBinary(metric) ? 0 : 1;
    demand(metric.value(tied, Matrix.column([first])) === 1, () => `class ${first} is not taken`);
    demand(metric.value(tied, Matrix.column([first + 1])) === 0, () => 'another class is taken');
  });
}

function oneHotLaw(metric: Metric): Law {
  return law('class indices = one-hot targets', metricCases(metric), ({ predictions, targets }) => {
    const labels = Array.from({ length: targets.rows }, (_, i) => labelOf(targets, i));
    const indexed = metric.value(predictions, Matrix.column(labels));
    const hot = metric.value(predictions, hotRows(labels, predictions.columns));
    demand(indexed === hot, () => `from indices ${indexed}, from one-hot rows ${hot}`);
  });
}

function refusalLaw(metric: Metric | MatrixMetric): Law {
  return fact('no rows, rows or labels that do not fit, and NaN are RangeErrors', () => {
    for (const { predictions, targets } of refusals(metric)) {
      const got = `${predictions.shape} [${predictions.data.join(', ')}] against ${targets.shape} [${targets.data.join(', ')}]`;
      demand(
        throwsRangeError(() => metric.value(predictions, targets)),
        () => `no RangeError for ${got}`,
      );
    }
  });
}

/** What every table of counts must keep. */
export function lawsOfMatrixMetric(metric: MatrixMetric): Law[] {
  return [
    law('counts every sample once: in the row of its class', metricCases(metric), ({ predictions, targets }) => {
      const counts = metric.value(predictions, targets);
      const classes = predictions.columns;
      demand(counts.rows === classes && counts.columns === classes, () => `${counts.shape} for ${classes} classes`);
      const expected = new Float64Array(classes);
      for (let i = 0; i < targets.rows; i++) expected[labelOf(targets, i)]!++;
      for (let k = 0; k < classes; k++) {
        const sum = counts.row(k).reduce((a, b) => a + b, 0);
        demand(sum === expected[k], () => `row ${k} sums to ${sum}, there are ${expected[k]}`);
      }
    }),
    law('the diagonal over n is the accuracy', metricCases(metric), ({ predictions, targets }) => {
      const counts = metric.value(predictions, targets);
      const diagonal = counts.data.filter((_, k) => k % (counts.columns + 1) === 0).reduce((a, b) => a + b, 0);
      const expected = accuracy(predictions, targets);
      demand(
        diagonal / predictions.rows === expected,
        () => `${diagonal} of ${predictions.rows}, accuracy ${expected}`,
      );
    }),
    law('predictions and targets change places: the table is transposed', metricCases(metric), (one) => {
      const guesses = certain(metric, one, 1);
      const labels = Array.from({ length: guesses.rows }, (_, i) => labelOf(one.targets, i));
      const there = metric.value(guesses, one.targets);
      const back = metric.value(hotRows(labels, guesses.columns), guesses);
      demand(
        there.data.every((count, k) => count === back.get(k % there.columns, Math.floor(k / there.columns))),
        () => `[${there.toRows().join(' | ')}] and [${back.toRows().join(' | ')}]`,
      );
    }),
    law('predicted class indices = one-hot predictions', metricCases(metric), (one) => {
      const { columns } = one.predictions;
      const guesses = certain(metric, one, 1);
      const indices = Matrix.column(Array.from({ length: guesses.rows }, (_, i) => labelOf(guesses, i)));
      demand(
        same(metric.value(indices, one.targets, columns), metric.value(guesses, one.targets)),
        () => 'the tables differ',
      );
    }),
    refusalLaw(metric),
  ];
}

function same(a: Matrix, b: Matrix): boolean {
  return a.shape === b.shape && a.data.every((x, k) => Object.is(x, b.data[k]));
}
