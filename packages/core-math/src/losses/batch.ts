import type { Interval, Loss, RowLoss } from '../formula.js';
import type { Matrix } from '../matrix/matrix.js';

/** Sums of probabilities may be this far from 1: rows that come from float32 data are. */
const sumTolerance = 1e-6;

/**
 * What a batch must be before a loss is taken of it: not empty, shapes that fit, targets that the loss allows.
 *
 * @throws RangeError otherwise; a bad target is named by its row.
 */
export function requireBatch(name: string, loss: Loss | RowLoss, predictions: Matrix, targets: Matrix): void {
  if (predictions.data.length === 0) {
    throw new RangeError(
      `${name}: expected at least one row and one column of predictions, got ${predictions.shape}. An empty batch has no loss; leave it out.`,
    );
  }
  const columns = loss.targets === 'classIndex' ? 1 : predictions.columns;
  if (targets.rows !== predictions.rows || targets.columns !== columns) {
    throw new RangeError(
      `${name}: expected targets of shape ${predictions.rows} x ${columns} for ${loss.name} of ${predictions.shape} predictions, got ${targets.shape}. ${shapeAdvice(columns, predictions.columns)}`,
    );
  }
  if (loss.kind === 'loss') requireNumbers(name, loss, targets);
  else requireRows(name, loss, predictions.columns, targets);
}

/** @throws RangeError unless there is one finite weight >= 0 for each row, not all 0; a bad one is named by its row. */
export function requireWeights(name: string, rows: number, weights: Float64Array): number {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const bad = weights.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (weights.length !== rows || bad >= 0 || !(sum > 0 && sum < Infinity)) {
    throw new RangeError(
      `${name}: expected ${rows} finite weights >= 0, one a row, not all 0, got ${gotWeights(rows, weights, bad, sum)}. Make them with sampleWeights.`,
    );
  }
  return sum;
}

function gotWeights(rows: number, weights: Float64Array, bad: number, sum: number): string {
  if (weights.length !== rows) return `${weights.length} weights`;
  return bad >= 0 ? `${weights[bad]} in row ${bad}` : `weights with sum ${sum}`;
}

function shapeAdvice(expected: number, columns: number): string {
  if (expected === 1 && columns > 1) return 'Give one class index a row, or take the loss for one-hot targets.';
  return 'Give one target for each prediction; class indices go with the sparse losses.';
}

function requireNumbers(name: string, loss: Loss, targets: Matrix): void {
  const allowed = loss.targets;
  for (let i = 0; i < targets.data.length; i++) {
    const y = targets.data[i]!;
    if ('low' in allowed ? !lies(y, allowed) : !allowed.includes(y)) {
      throw new RangeError(
        `${name}: expected targets of ${loss.name} ${spell(allowed)}, got ${y} in row ${Math.floor(i / targets.columns)}. Check the labels and how they are encoded.`,
      );
    }
  }
}

function requireRows(name: string, loss: RowLoss, classes: number, targets: Matrix): void {
  for (let i = 0; i < targets.rows; i++) {
    const start = i * targets.columns;
    const problem = problemOf(loss.targets, targets.data, start, start + targets.columns, classes);
    if (problem) {
      throw new RangeError(
        `${name}: expected targets of ${loss.name} to be ${problem} in row ${i}. Check the labels and how they are encoded.`,
      );
    }
  }
}

function problemOf(kind: RowLoss['targets'], data: Float64Array, start: number, end: number, classes: number): string {
  let sum = 0;
  for (let j = start; j < end; j++) {
    const y = data[j]!;
    sum += y;
    if (kind === 'classIndex' && !(Number.isInteger(y) && y >= 0 && y < classes))
      return `class indices from 0 to ${classes - 1}, got ${y}`;
    if (kind === 'oneHot' && y !== 0 && y !== 1) return `one-hot, a single 1 among zeros, got ${y}`;
    if (kind === 'probabilities' && !(y >= 0 && y <= 1)) return `probabilities, got ${y}`;
    if (!Number.isFinite(y)) return `finite numbers, got ${y}`;
  }
  const summing = kind === 'oneHot' || kind === 'probabilities';
  return summing && Math.abs(sum - 1) > sumTolerance ? `numbers with sum 1, got the sum ${sum}` : '';
}

function lies(y: number, { low, high, lowOpen, highOpen }: Interval): boolean {
  return (lowOpen ? y > low : y >= low) && (highOpen ? y < high : y <= high);
}

function spell(allowed: Interval | readonly number[]): string {
  if (!('low' in allowed)) return `to be ${allowed.join(' or ')}`;
  if (allowed.low === -Infinity && allowed.high === Infinity) return 'to be finite numbers';
  return allowed.high === Infinity ? `to be finite and >= ${allowed.low}` : `from ${allowed.low} to ${allowed.high}`;
}
