import type { Matrix } from '@handgrad/core-math';
import { batchInto, classCodes, finiteEntries, matrixGiven, sampleIndices } from '../boundary.js';
import type { DescribedDataset, Description } from './describedDataset.js';

/**
 * A data set of matrices: sample i is row i of both. They are taken as they are, without a copy.
 *
 * With `classes`, targets are class indices [n x 1] or one row of probabilities a sample [n x C], one-hot as a rule.
 *
 * @throws TypeError unless both are matrices; RangeError for no samples, no inputs, different numbers of rows, NaN or infinite entries, or targets that are no classes.
 * @example
 * const iris3 = datasetOf(Matrix.fromRows([[5.1], [4.9], [6.3]]), Matrix.column([0, 0, 1]), ['setosa', 'virginica'])
 * iris3.size // => 3
 * iris3.batch([2, 0]).inputs.toRows() // => [[6.3], [5.1]]
 */
export function datasetOf(
  inputs: Matrix,
  targets: Matrix,
  classes?: readonly string[],
  description: Omit<Description, 'classes'> = {},
): DescribedDataset {
  matrixGiven('datasetOf', 'inputs', inputs);
  matrixGiven('datasetOf', 'targets', targets);
  if (inputs.rows === 0 || inputs.columns === 0 || targets.columns === 0) {
    throw new RangeError(
      `datasetOf: expected at least one sample, one input and one target, got inputs ${inputs.shape} and targets ${targets.shape}. Check that the data was read.`,
    );
  }
  if (inputs.rows !== targets.rows) {
    throw new RangeError(
      `datasetOf: expected as many targets as inputs, got inputs ${inputs.shape} and targets ${targets.shape}. Give each sample a row in both.`,
    );
  }
  if (description.inputNames && description.inputNames.length !== inputs.columns) {
    throw new RangeError(
      `datasetOf: expected ${inputs.columns} input names, got ${description.inputNames.length}. Name each column of the inputs.`,
    );
  }
  finiteEntries('datasetOf', 'inputs', inputs);
  finiteEntries('datasetOf', 'targets', targets);
  if (classes) classRows(targets, classes.length);
  return Object.freeze({
    size: inputs.rows,
    inputs: inputs.columns,
    targets: targets.columns,
    ...(classes && { classes }),
    ...description,
    batch: (indices, into) => {
      sampleIndices('batch', indices, inputs.rows);
      const batch = batchInto('batch', indices.length, inputs.columns, targets.columns, into);
      copyRows(inputs, indices, batch.inputs);
      copyRows(targets, indices, batch.targets);
      return batch;
    },
  } satisfies DescribedDataset);
}

function copyRows(from: Matrix, indices: ArrayLike<number>, to: Matrix): void {
  const { columns } = from;
  for (let k = 0; k < indices.length; k++) {
    const start = indices[k]! * columns;
    to.data.set(from.data.subarray(start, start + columns), k * columns);
  }
}

function classRows(targets: Matrix, classes: number): void {
  if (targets.columns === 1) return classCodes('datasetOf', targets.data, classes);
  if (targets.columns !== classes) {
    throw new RangeError(
      `datasetOf: expected targets with 1 column (class indices) or ${classes} (one a class), got ${targets.shape}. Encode them with classTargets.`,
    );
  }
  for (let i = 0; i < targets.rows; i++) {
    const row = targets.row(i);
    const sum = row.reduce((a, b) => a + b, 0);
    // Probabilities that come out of a division sum to 1 but for a few roundings; 1e-9 is far above those and far below a wrong row.
    if (row.some((p) => p < 0) || Math.abs(sum - 1) > 1e-9) {
      throw new RangeError(
        `datasetOf: expected rows of targets that are >= 0 and sum to 1, got [${row.join(', ')}] for sample ${i}. Encode labels with classTargets.`,
      );
    }
  }
}
