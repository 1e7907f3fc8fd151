import {
  addRow,
  columnSums,
  Matrix,
  multiply,
  softmax,
  sparseSoftmaxCrossEntropy,
  sparseSoftmaxCrossEntropyGradient,
} from '@handgrad/core-math';
import type { ClassLikelihood, SoftmaxModel, Targets } from '../contracts.js';
import { classLabels, requireSamples, requireTargets } from '../requirements.js';

/**
 * L = -1/n sum log p_i[y_i] with p_i = softmax(W^T x_i + b): the mean log-loss of C classes.
 *
 * What softmax regression (multinomial logistic regression) minimises; -n L is the log-likelihood.
 *
 * $$L = -\frac1n \sum_i \log p_{i, y_i}, \quad p_i = \operatorname{softmax}(W^T x_i + b), \qquad
 * \frac{\partial L}{\partial W} = \frac1n X^T (P - Y), \quad \frac{\partial L}{\partial b} = \frac1n \sum_i (p_i - y_i)$$
 *
 * 1. -log p_y = log sum_c exp(z_c) - z_y. 2. Its derivative with respect to z_c is exp(z_c) / sum - [c = y] = p_c - [c = y].
 * 3. dz_c/dW_jc = x_j and dz_c/db_c = 1; the chain rule, averaged over samples. Y holds the classes as one-hot rows.
 *
 * Adding the same vector to all columns of W changes nothing: C - 1 columns would do. With two classes p_1 = sigma(z_1 - z_0), so
 * the difference of the two columns is the weight vector of logistic regression.
 *
 * Computed as: `sparseSoftmaxCrossEntropy` of each row of scores, which takes no logarithm of 0.
 *
 * @throws RangeError when shapes do not fit or a label is not an integer 0 .. C - 1.
 * @example
 * const model = { weights: Matrix.fromRows([[1, 0, -1]]), bias: Float64Array.of(0, 0, 0) };
 * softmaxLogLoss(model, Matrix.column([0]), [2]) // => 1.0986122887
 *
 * Source: Bishop, "Pattern recognition and machine learning", 2006, section 4.3.4.
 */
export function softmaxLogLoss(model: SoftmaxModel, inputs: Matrix, classes: Targets): number {
  const labels = labelsOf('softmaxLogLoss', model, inputs, classes);
  const scores = softmaxScores(model, inputs);
  let sum = 0;
  for (let i = 0; i < inputs.rows; i++) sum += sparseSoftmaxCrossEntropy(scores.row(i), labels.subarray(i, i + 1));
  return sum / inputs.rows;
}

/**
 * dL/dW = X^T (P - Y) / n, dL/db = mean of the rows of P - Y.
 *
 * @example
 * const even = { weights: Matrix.zeros(1, 2), bias: Float64Array.of(0, 0) };
 * softmaxLogLossGradient(even, Matrix.column([3]), [1]).weights.toRows() // => [[1.5, -1.5]]
 */
export function softmaxLogLossGradient(model: SoftmaxModel, inputs: Matrix, classes: Targets): SoftmaxModel {
  const labels = labelsOf('softmaxLogLossGradient', model, inputs, classes);
  const errors = softmaxScores(model, inputs);
  for (let i = 0; i < errors.rows; i++) {
    const row = errors.row(i);
    sparseSoftmaxCrossEntropyGradient(row, labels.subarray(i, i + 1), row);
    for (let c = 0; c < row.length; c++) row[c]! /= inputs.rows;
  }
  return { weights: multiply(inputs, errors, { transposeLeft: true }), bias: columnSums(errors).data };
}

/**
 * P = softmax(X W + b), row by row [n x C].
 *
 * @throws RangeError when shapes do not fit.
 * @example
 * const even = { weights: Matrix.zeros(1, 2), bias: Float64Array.of(0, 0) };
 * softmaxProbabilities(even, Matrix.column([3])).toRows() // => [[0.5, 0.5]]
 */
export function softmaxProbabilities(model: SoftmaxModel, inputs: Matrix): Matrix {
  requireModel('softmaxProbabilities', model, inputs);
  const scores = softmaxScores(model, inputs);
  for (let i = 0; i < scores.rows; i++) softmax(scores.row(i), scores.row(i));
  return scores;
}

/** Z = X W + b; shapes are checked already. */
export function softmaxScores(model: SoftmaxModel, inputs: Matrix): Matrix {
  return addRow(multiply(inputs, model.weights), new Matrix(1, model.bias.length, model.bias));
}

function labelsOf(where: string, model: SoftmaxModel, inputs: Matrix, classes: Targets): Float64Array {
  requireModel(where, model, inputs);
  return requireTargets(where, classes, inputs.rows, classLabels(model.bias.length));
}

function requireModel(where: string, model: SoftmaxModel, inputs: Matrix): void {
  requireSamples(where, inputs);
  const { weights, bias } = model;
  if (weights.rows !== inputs.columns || weights.columns !== bias.length || bias.length < 1) {
    throw new RangeError(
      `${where}: expected weights ${inputs.columns} x C and C biases for ${inputs.columns} inputs, got ${weights.shape} and ${bias.length}. One column and one bias for each class.`,
    );
  }
}

export const softmaxLogLossFormula: ClassLikelihood = Object.freeze({
  kind: 'classLikelihood',
  name: 'softmaxLogLoss',
  value: softmaxLogLoss,
  gradient: softmaxLogLossGradient,
  tex: {
    value: 'L = -\\frac1n \\sum_i \\log p_{i, y_i}, \\quad p_i = \\operatorname{softmax}(W^T x_i + b)',
    derivative:
      '\\partial L / \\partial W = \\frac1n X^T (P - Y), \\quad \\partial L / \\partial b = \\frac1n \\sum_i (p_i - y_i)',
  },
  sources: [
    { author: 'C. M. Bishop', title: 'Pattern recognition and machine learning', year: 2006, where: 'section 4.3.4' },
  ],
});
