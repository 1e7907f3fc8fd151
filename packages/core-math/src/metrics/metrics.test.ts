import { expect, test } from 'vitest';
import { Matrix } from '../matrix/matrix.js';
import { accuracy, binaryAccuracy, confusionMatrix } from './index.js';

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
  ['other numbers of classes', () => confusionMatrix(scores, Matrix.zeros(3, 2)), '3 x 3 predictions, 3 x 2 targets'],
])('%s is a RangeError that says what was expected and got', (_, call, message) => {
  expect(call).toThrow(RangeError);
  expect(call).toThrow(message);
});
