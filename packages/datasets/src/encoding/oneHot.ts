import { Matrix } from '@handgrad/core-math';
import { countClasses } from './countClasses.js';
import { classCodes, matrixGiven, wholeNumber } from '../boundary.js';

/**
 * Row i is 1 in column labels[i] and 0 elsewhere.
 *
 * Classes as numbers 0, 1, 2 would say that class 1 lies between the others; one-hot rows are the corners of a simplex,
 * each as far from every other. Without `classes` there are as many as the largest label asks for.
 *
 * @throws RangeError for no labels, or a label that is not 0 .. classes - 1.
 * @example
 * oneHot([2, 0]).toRows() // => [[0, 0, 1], [1, 0, 0]]
 * oneHot([1], 4).toRows() // => [[0, 1, 0, 0]]
 */
export function oneHot(labels: ArrayLike<number>, classes?: number): Matrix {
  if (labels.length === 0) {
    throw new RangeError(
      'oneHot: expected at least one label, got none. Pass the labels of a data set that is not empty.',
    );
  }
  const width = wholeNumber('oneHot', 'a number of classes', classes ?? countClasses(labels), 1, 'Count the classes.');
  classCodes('oneHot', labels, width);
  const encoded = new Matrix(labels.length, width);
  for (let i = 0; i < labels.length; i++) encoded.data[i * width + labels[i]!] = 1;
  return encoded;
}

/**
 * The column of the largest entry of each row, the first of equals: what `oneHot` encoded.
 *
 * @throws TypeError for anything but a Matrix; RangeError for one without columns, or a row with NaN.
 * @example
 * fromOneHot(oneHot([2, 0, 1])) // => [2, 0, 1]
 */
export function fromOneHot(matrix: Matrix): Uint32Array {
  matrixGiven('fromOneHot', 'the rows', matrix);
  if (matrix.columns === 0) {
    throw new RangeError(`fromOneHot: expected at least one column, got ${matrix.shape}. Pass one column a class.`);
  }
  return Uint32Array.from({ length: matrix.rows }, (_, i) => {
    const row = matrix.row(i);
    let best = 0;
    for (let j = 0; j < row.length; j++) {
      if (Number.isNaN(row[j])) {
        throw new RangeError(
          `fromOneHot: expected numbers, got NaN in row ${i}, column ${j}. Find where it came from.`,
        );
      }
      if (row[j]! > row[best]!) best = j;
    }
    return best;
  });
}
