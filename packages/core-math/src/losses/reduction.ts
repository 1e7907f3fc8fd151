import type { Formula, Loss, RowLoss } from '../formula.js';
import type { Matrix } from '../matrix/matrix.js';
import { requireBatch, requireWeights } from './batch.js';

/** From the losses of a batch to one number, and the gradient of that number with respect to the predictions. */
export interface Reduction extends Formula {
  readonly kind: 'reduction';
  /** Whether it averages: the same batch twice then gives the same number, not twice the number. */
  readonly average: boolean;
  readonly value: (loss: Loss | RowLoss, predictions: Matrix, targets: Matrix, weights?: Float64Array) => number;
  /** d value / d predictions, [n x C]; written into `into` when that is given, which may be `predictions` itself. */
  readonly gradient: (
    loss: Loss | RowLoss,
    predictions: Matrix,
    targets: Matrix,
    weights?: Float64Array,
    into?: Matrix,
  ) => Matrix;
}

/** sum_i w_i L_i; over all entries of a pointwise loss, each with its row's weight. Callers have checked the batch. */
export function weightedSum(
  loss: Loss | RowLoss,
  predictions: Matrix,
  targets: Matrix,
  weights?: Float64Array,
): number {
  let sum = 0;
  for (let i = 0; i < predictions.rows; i++)
    sum += (weights ? weights[i]! : 1) * rowCost(loss, predictions, targets, i);
  return sum;
}

/** Row i: w_i / divisor times the derivatives of its losses. Callers have checked the batch. */
export function weightedGradient(
  loss: Loss | RowLoss,
  predictions: Matrix,
  targets: Matrix,
  into: Matrix,
  divisor: number,
  weights?: Float64Array,
): Matrix {
  const { columns } = predictions;
  for (let i = 0; i < predictions.rows; i++) {
    const start = i * columns;
    const end = start + columns;
    if (loss.kind === 'rowLoss') loss.gradient(predictions.row(i), targets.row(i), into.row(i));
    else for (let k = start; k < end; k++) into.data[k] = loss.derivative(predictions.data[k]!, targets.data[k]!);
    const weight = weights ? weights[i]! : 1;
    if (weight !== 1 || divisor !== 1)
      for (let k = start; k < end; k++) into.data[k] = (into.data[k]! * weight) / divisor;
  }
  return into;
}

/**
 * How many losses a mean is over: entries for a pointwise loss, rows for a row loss; with weights, their sum takes the
 * place of the number of rows.
 */
export function lossCount(loss: Loss | RowLoss, predictions: Matrix, rowsOrWeight: number): number {
  return loss.kind === 'rowLoss' ? rowsOrWeight : rowsOrWeight * predictions.columns;
}

/**
 * Checks what every reduction asks for and returns the number of rows, or the sum of the weights.
 *
 * @throws RangeError when the batch is empty, shapes do not fit, or a target or weight is not allowed.
 */
export function requireReducible(
  name: string,
  loss: Loss | RowLoss,
  predictions: Matrix,
  targets: Matrix,
  into: Matrix = predictions,
  weights?: Float64Array,
): number {
  requireBatch(name, loss, predictions, targets);
  if (into.rows !== predictions.rows || into.columns !== predictions.columns) {
    throw new RangeError(
      `${name}: expected \`into\` of shape ${predictions.shape}, got ${into.shape}. Pass a matrix shaped as the predictions, or none.`,
    );
  }
  return weights ? requireWeights(name, predictions.rows, weights) : predictions.rows;
}

function rowCost(loss: Loss | RowLoss, predictions: Matrix, targets: Matrix, i: number): number {
  if (loss.kind === 'rowLoss') return loss.value(predictions.row(i), targets.row(i));
  let sum = 0;
  for (let k = i * predictions.columns; k < (i + 1) * predictions.columns; k++) {
    sum += loss.value(predictions.data[k]!, targets.data[k]!);
  }
  return sum;
}
