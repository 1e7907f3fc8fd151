import { Matrix, randomGenerator, type Dataset } from '@handgrad/core-math';
import { datasetOf } from '@handgrad/datasets';

/** Exclusive or: the four corners, 1 where the two differ. */
export function xor(): Dataset {
  return datasetOf(
    Matrix.fromRows([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]),
    Matrix.column([0, 1, 1, 0]),
  );
}

/** `size` points in the plane, in class 1 above the line x + y = 0. */
export function halves(size: number, seed = 1): Dataset {
  const random = randomGenerator(seed);
  const inputs = Matrix.generate(size, 2, () => random.normal());
  return datasetOf(
    inputs,
    Matrix.generate(size, 1, (i) => (inputs.get(i, 0) + inputs.get(i, 1) > 0 ? 1 : 0)),
  );
}

/** The same with a column for each class. */
export function oneHotXor(): Dataset {
  const { inputs, targets } = xor().batch([0, 1, 2, 3]);
  return datasetOf(
    inputs,
    Matrix.generate(4, 2, (i, j) => (targets.get(i, 0) === j ? 1 : 0)),
  );
}

/** A data set that is not checked when it is made: for data that goes wrong. */
export function unchecked(inputs: Matrix, targets: Matrix): Dataset {
  return {
    size: inputs.rows,
    inputs: inputs.columns,
    targets: targets.columns,
    batch: (indices) => ({ inputs: inputs.takeRows(indices), targets: targets.takeRows(indices) }),
  };
}
