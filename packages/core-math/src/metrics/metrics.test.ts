import { describe, expect, test } from 'vitest';
import { Matrix } from '../matrix/matrix.js';
import {
  accuracy,
  binaryAccuracy,
  cohenKappaMetric,
  confusionMatrix,
  confusionMatrixMetric,
  metricFactories,
  metrics,
  precision,
  precisionMetric,
  rocAuc,
  rocAucMetric,
  topKAccuracy,
  topKAccuracyMetric,
} from './index.js';

const scores = Matrix.fromRows([
  [0.7, 0.2, 0.1],
  [0.1, 0.8, 0.1],
  [0.3, 0.3, 0.4],
]);

test('accuracy counts argmax = class, from indices and from one-hot rows', () => {
  expect(accuracy(scores, Matrix.column([0, 1, 1]))).toBe(2 / 3);
  expect(
    accuracy(
      scores,
      Matrix.fromRows([
        [1, 0, 0],
        [0, 1, 0],
        [0, 1, 0],
      ]),
    ),
  ).toBe(2 / 3);
});

test('a row is for its class, a column for the prediction', () => {
  expect(confusionMatrix(scores, Matrix.column([0, 1, 1])).toRows()).toEqual([
    [1, 0, 0],
    [0, 1, 1],
    [0, 0, 0],
  ]);
  expect(confusionMatrix(Matrix.column([1]), Matrix.column([0]), 3).shape).toBe('3 x 3');
});

test.each([
  [
    'no samples',
    () => accuracy(Matrix.zeros(0, 3), Matrix.zeros(0, 1)),
    'accuracy: expected at least one row and one column of predictions, got 0 x 3',
  ],
  ['other numbers of rows', () => accuracy(scores, Matrix.column([0])), 'got 1 x 1 targets for 3 x 3 predictions'],
  ['one column of predictions', () => accuracy(Matrix.column([1]), Matrix.column([1])), 'take binaryAccuracy'],
  [
    'a label out of range',
    () => accuracy(scores, Matrix.column([0, 1, 3])),
    'expected class indices from 0 to 2, got 3 in row 2',
  ],
  [
    'rows that are not one-hot',
    () => accuracy(scores, scores),
    'expected one-hot targets, a single 1 among zeros, got [0.7, 0.2, 0.1] in row 0',
  ],
  [
    'NaN',
    () => accuracy(Matrix.fromRows([[NaN, 1]]), Matrix.column([0])),
    'expected predictions that can be compared, got NaN in row 0',
  ],
  [
    'binary targets of another shape',
    () => binaryAccuracy(Matrix.column([1]), Matrix.row([1, 0])),
    'expected targets of shape 1 x 1, as the predictions, got 1 x 2',
  ],
  [
    'a NaN in a later row',
    () => metrics.meanSquaredError.value(Matrix.fromRows([[1, 2], [3, NaN]]), Matrix.zeros(2, 2)), // prettier-ignore
    'got NaN in row 1',
  ],
  [
    'a target that is no number',
    () => metrics.meanSquaredError.value(Matrix.zeros(2, 2), Matrix.fromRows([[NaN, 2], [3, 4]])), // prettier-ignore
    'expected finite numbers as targets, got NaN in row 0',
  ],
  [
    'a target that is no number, in a later row',
    () => metrics.meanSquaredError.value(Matrix.zeros(2, 2), Matrix.fromRows([[1, 2], [3, Infinity]])), // prettier-ignore
    'expected finite numbers as targets, got Infinity in row 1',
  ],
  [
    'two ones in a row',
    () => accuracy(scores.sliceRows(0, 1), Matrix.row([1, 1, 0])),
    'a single 1 among zeros, got [1, 1, 0]',
  ],
  [
    'a row of zeros',
    () => accuracy(scores.sliceRows(0, 1), Matrix.row([0, 0, 0])),
    'a single 1 among zeros, got [0, 0, 0]',
  ],
  [
    'another number beside the 1',
    () => accuracy(scores.sliceRows(0, 1), Matrix.row([2, 1, 0])),
    'a single 1 among zeros, got [2, 1, 0]',
  ],
  [
    'one-hot rows for fewer classes',
    () =>
      accuracy(
        scores,
        Matrix.fromRows([
          [1, 0],
          [1, 0],
          [1, 0],
        ]),
      ),
    'got 3 x 3 and 3 x 2',
  ],
  [
    'one-hot rows for fewer classes than are decided',
    () =>
      precision(
        scores,
        Matrix.fromRows([
          [1, 0],
          [1, 0],
          [1, 0],
        ]),
        { average: 'macro' },
      ),
    'precision: expected predictions n x C and targets n x C or n x 1, or one probability and one target 0 or 1 a row, got 3 x 3 and 3 x 2',
  ],
  [
    'a label that is none, in a later row of several',
    () => binaryAccuracy(Matrix.zeros(2, 2), Matrix.fromRows([[0, 1], [1, 2]])), // prettier-ignore
    'expected targets 0 and 1, got 2 in row 1',
  ],
  [
    'binary labels -1 and 1',
    () => binaryAccuracy(Matrix.column([1, 0]), Matrix.column([1, -1])),
    'expected targets 0 and 1, got -1 in row 1',
  ],
  ['binary NaN', () => binaryAccuracy(Matrix.column([NaN]), Matrix.column([1])), 'got NaN in row 0'],
  [
    'a class beyond those asked for',
    () => confusionMatrix(Matrix.column([2]), Matrix.column([0]), 2),
    'expected class indices from 0 to 1, got 2 in row 0',
  ],
  ['no classes', () => confusionMatrix(scores, scores, 0), 'expected a whole number of classes >= 1, got 0'],
  [
    'batches of class indices whose number is open',
    () => confusionMatrixMetric.container().update(Matrix.column([1]), Matrix.column([0])),
    'expected the number of classes for batches of class indices, got none',
  ],
  [
    'another number of columns than before',
    () => {
      const container = metrics.cohenKappa.container();
      container.update(scores, Matrix.column([0, 1, 2]));
      container.update(Matrix.column([0.5]), Matrix.column([1]));
    },
    'cohenKappa: expected batches with the same number of columns, got predictions 1 x 1',
  ],
  [
    'another number of columns than before, of scores that are kept',
    () => {
      const container = rocAucMetric({ average: 'macro' }).container();
      container.update(scores, Matrix.column([0, 1, 2]));
      container.update(Matrix.column([0.5]), Matrix.column([1]));
    },
    'rocAuc: expected batches with 3 columns of predictions, as before, got 1 x 1',
  ],
  [
    'an average that is left open',
    () => precision(scores, Matrix.column([0, 1, 2])),
    'precision: expected an average "macro" or "weighted", or a positiveClass, for 3 classes, got none. Write precisionMetric({ average: \'macro\' })',
  ],
  [
    'an average that there is not',
    () => rocAucMetric({ average: 'micro' as 'macro' }),
    'average of rocAuc: expected one of binary, macro, weighted, got "micro". Did you mean "macro"?',
  ],
  [
    'a positive class with another average',
    () => precisionMetric({ average: 'macro', positiveClass: 1 }),
    'precision: expected no positiveClass with the average "macro", got 1',
  ],
  ['a class that there is not', () => rocAuc(scores, Matrix.column([0, 1, 2]), { positiveClass: 3 }), 'below 3'],
  [
    'a threshold for rows of scores',
    () => precision(scores, Matrix.column([0, 1, 2]), { average: 'macro', threshold: 0.3 }),
    'precision: expected one column of probabilities for the threshold 0.3, got predictions 3 x 3',
  ],
  ['a threshold that is none', () => cohenKappaMetric({ threshold: NaN }), 'expected a finite number as threshold'],
  ['more places than classes', () => topKAccuracy(scores, Matrix.column([0, 1, 2]), 4), 'from 1 to 3, the number of'],
  ['no place', () => topKAccuracyMetric({ k: 0 }), 'expected a whole number 1, 2, 3, ... as k, got 0'],
  [
    'an option that there is not',
    () => metricFactories.topKAccuracy({ n: 3 } as object),
    'option of topKAccuracy: expected one of k, got "n"',
  ],
  [
    'an option where there are none',
    () => metricFactories.accuracy({ k: 3 } as unknown as Record<string, never>),
    'accuracy: expected no options, got "k"',
  ],
  [
    'a weight below 0',
    () => metrics.meanSquaredError.value(scores, Matrix.zeros(3, 3), Float64Array.of(1, -1, 1)),
    'meanSquaredError: expected 3 finite weights >= 0, one a row, got -1 in row 1',
  ],
  [
    'fewer weights than rows',
    () => metrics.meanSquaredError.value(scores, Matrix.zeros(3, 3), Float64Array.of(1, 1)),
    'meanSquaredError: expected 3 finite weights >= 0, one a row, got 2 weights',
  ],
  ['other numbers of classes', () => confusionMatrix(scores, Matrix.zeros(3, 2)), '3 x 3 predictions, 3 x 2 targets'],
])('%s is a RangeError that says what was expected and got', (_, call, message) => {
  expect(call).toThrow(RangeError);
  expect(call).toThrow(message);
});

test('a container of the area keeps the scores of any number of batches', () => {
  const container = metrics.rocAuc.container();
  for (let i = 0; i < 100; i++) container.update(Matrix.column([i]), Matrix.column([i % 2]));
  // Of the pairs, the odd i above an even j: 50 of 50 + 49 of 50 + ...
  expect(container.result()).toBe((50 * 51) / 2 / 2500);
  expect(container.state().length).toBe(1 + 3 * 100);
});

test('a metric tells the options that it was made with, and only those that were given', () => {
  expect(metricFactories.binaryAccuracy({ threshold: 0.3 }).options).toEqual({ threshold: 0.3 });
  expect(metricFactories.cohenKappa({ threshold: 0.3 }).options).toEqual({ threshold: 0.3 });
  expect(metricFactories.topKAccuracy({ k: 3 })).toMatchObject({ options: { k: 3 }, parameters: { k: 3 } });
  for (const name of ['precision', 'recall', 'f1Score', 'rocAuc'] as const) {
    const metric = metricFactories[name]({ average: 'macro', positiveClass: undefined } as { average: 'macro' });
    expect(Object.entries(metric.options!)).toEqual([['average', 'macro']]);
    expect(metricFactories[name]().options).toEqual({});
  }
});

test.each([
  ['binaryAccuracy', metricFactories.binaryAccuracy],
  ['cohenKappa', metricFactories.cohenKappa],
] as const)('%s suggests the option that was meant', (name, make) => {
  expect(() => make({ treshold: 0.3 } as never)).toThrow(
    `option of ${name}: expected one of threshold, got "treshold".`,
  );
});

test('every entry of several columns is a decision of its own', () => {
  const predictions = Matrix.fromRows([[0.9, 0.1], [0.8, 0.7], [0.2, 0.6]]); // prettier-ignore
  const targets = Matrix.fromRows([[1, 1], [1, 0], [0, 1]]); // prettier-ignore
  expect(binaryAccuracy(predictions, targets)).toBe(4 / 6);
});

describe('the number of classes of a table', () => {
  test('is that of the one-hot rows, or one more than the largest index', () => {
    expect(confusionMatrix(Matrix.column([0]), Matrix.row([0, 1, 0])).shape).toBe('3 x 3');
    expect(confusionMatrix(Matrix.column([0]), Matrix.column([2])).shape).toBe('3 x 3');
    expect(confusionMatrix(Matrix.column([0]), Matrix.column([0]), 1).toRows()).toEqual([[1]]);
  });

  test('is known before the first batch where it was given', () => {
    expect(confusionMatrixMetric.container(3).result().toRows()).toEqual(Matrix.zeros(3, 3).toRows());
    expect(confusionMatrixMetric.container().result().shape).toBe('0 x 0');
  });
});

test('a state of a table of another number of classes is refused', () => {
  const container = confusionMatrixMetric.container(2);
  container.restore(Float64Array.of(1, 2, 3, 4));
  expect(container.result().toRows()).toEqual([[1, 2], [3, 4]]); // prettier-ignore
  expect(() => container.restore(new Float64Array(9))).toThrow('the state of a container of confusionMatrix, got 9');
  expect(() => confusionMatrixMetric.container().restore(new Float64Array(5))).toThrow(RangeError);
});

test.each([
  ['counts of one class alone', metrics.precision, [1, 1, 1]],
  ['scores without a column', metrics.rocAuc, [0, 1, 2]],
  ['scores in less than no columns', metrics.rocAuc, [-1, 1]],
  ['scores in one and a half columns', metrics.rocAuc, [1.5, 0, 0, 0, 0, 0, 0, 0]],
  ['scores that end within a row', metrics.rocAuc, [1, 0.5, 1]],
])('%s are no state', (_, metric, state) => {
  expect(() => metric.container().restore(Float64Array.from(state))).toThrow(
    `${metric.name}: expected the state of a container of ${metric.name}, got ${state.length} numbers.`,
  );
});

test('what is no list of numbers is refused as a state by name', () => {
  for (const metric of [metrics.accuracy, metrics.rocAuc]) {
    expect(() => metric.container().restore(undefined as never)).toThrow(
      `${metric.name}: expected the state of a container as a Float64Array, got undefined.`,
    );
  }
});

test('the state of a container that saw nothing is that of a new one', () => {
  for (const metric of [metrics.accuracy, metrics.rocAuc]) {
    const container = metric.container();
    container.update(metric === metrics.rocAuc ? Matrix.column([0.5]) : scores.sliceRows(0, 1), Matrix.column([0]));
    container.restore(metric.container().state());
    expect(container.state()).toEqual(new Float64Array(0));
    expect(container.result()).toBeNaN();
  }
});
