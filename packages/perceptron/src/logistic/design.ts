import { Matrix } from '@handgrad/core-math';
import type { LinearNeuron } from '../contracts.js';
import { cholesky } from '../algebra/cholesky.js';
import { extended } from '../algebra/euclideanLength.js';

/** The inputs in standard units, [(x - mean) / scale, 1], and the way back. */
export type StandardDesign = {
  /** [n x (d + 1)], the last column 1 for the bias. */
  readonly design: Matrix;
  readonly means: Float64Array;
  /** Standard deviations; 1 for a constant column. */
  readonly scales: Float64Array;
};

/**
 * Centred and scaled columns: grams and years then cost no digits. Newton's method takes the same path in any units, so
 * this changes the rounding and nothing else.
 */
export function standardDesign(inputs: Matrix): StandardDesign {
  const { rows: n, columns: d } = inputs;
  const means = new Float64Array(d);
  const scales = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += inputs.data[i * d + j]! / n;
    let squares = 0;
    for (let i = 0; i < n; i++) squares += (inputs.data[i * d + j]! - sum) ** 2 / n;
    const constant = isConstant(inputs, j);
    means[j] = constant ? inputs.data[j]! : sum;
    scales[j] = constant ? 1 : Math.sqrt(squares);
  }
  const entry = (i: number, j: number): number => (j < d ? (inputs.data[i * d + j]! - means[j]!) / scales[j]! : 1);
  return { design: Matrix.generate(n, d + 1, entry), means, scales };
}

/** The neuron over the inputs that has the same net input as these coefficients over the design. */
export function neuronOf(coefficients: Float64Array, standard: StandardDesign): LinearNeuron {
  const { means, scales } = standard;
  const weights = means.map((_, j) => coefficients[j]! / scales[j]!);
  const bias = weights.reduce((sum, weight, j) => sum - weight * means[j]!, coefficients[means.length]!);
  return { weights, bias };
}

/** The same the other way round. */
export function coefficientsOf(neuron: LinearNeuron, standard: StandardDesign): Float64Array {
  const { means, scales } = standard;
  const bias = neuron.weights.reduce((sum, weight, j) => sum + weight * means[j]!, neuron.bias);
  return extended(
    neuron.weights.map((weight, j) => weight * scales[j]!),
    bias,
  );
}

/**
 * Columns that vary and do not depend on each other: otherwise many neurons are equally likely and none is the answer.
 *
 * @throws RangeError that names the column.
 */
export function requireIndependentColumns(where: string, inputs: Matrix, standard: StandardDesign): void {
  const { design } = standard;
  for (let j = 0; j < inputs.columns; j++) {
    if (isConstant(inputs, j)) {
      throw new RangeError(
        `${where}: expected columns that vary, got ${inputs.data[j]} in all ${inputs.rows} rows of column ${j}. Drop the column: the bias stands for it.`,
      );
    }
  }
  const columns = design.columns;
  const products = Matrix.generate(columns, columns, (j, k) => {
    let sum = 0;
    for (let i = 0; i < design.rows; i++) sum += design.data[i * columns + j]! * design.data[i * columns + k]!;
    return sum;
  });
  const root = cholesky(products, 1e-12);
  if ('dependent' in root) {
    throw new RangeError(
      `${where}: expected columns that do not depend on each other, got column ${root.dependent} as a combination of the columns before it (${inputs.rows} rows). Drop it, or pass l2 > 0.`,
    );
  }
}

function isConstant(inputs: Matrix, column: number): boolean {
  for (let i = 1; i < inputs.rows; i++)
    if (inputs.data[i * inputs.columns + column] !== inputs.data[column]) return false;
  return true;
}
