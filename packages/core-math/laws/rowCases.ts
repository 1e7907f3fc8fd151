import { real, vector } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { RowLoss } from '../src/formula.js';

export interface RowCase {
  readonly row: Float64Array;
  readonly target: Float64Array;
}

/** Rows of 2 to 5 predictions of the kind that the loss takes, with a target, at some distance from its kinks. */
export function rowCases(loss: RowLoss): fc.Arbitrary<RowCase> {
  return fc
    .integer({ min: 2, max: 5 })
    .chain((size) => fc.record({ row: rowsOf(loss, size), target: rowTargetsOf(loss, size) }))
    .filter(({ row, target }) => (loss.kinkDistance?.(row, target) ?? Infinity) > 1e-3);
}

/** Two rows for the same target, kinks or not. */
export function rowPairs(loss: RowLoss): fc.Arbitrary<RowCase & { readonly other: Float64Array }> {
  return fc
    .integer({ min: 2, max: 5 })
    .chain((size) =>
      fc.record({ row: rowsOf(loss, size), other: rowsOf(loss, size), target: rowTargetsOf(loss, size) }),
    );
}

/** A row that no other beats: the target itself, its logarithm as logits, or scores with a wide margin. */
export function bestRow(loss: RowLoss, size: number, target: Float64Array): Float64Array {
  const y = loss.targets === 'classIndex' ? oneHot(size, target[0]!) : target;
  if (loss.predictions === 'logits') return y.map((p) => Math.log(p));
  return loss.targets === 'oneHot' ? y.map((p) => 2 * p) : y;
}

export function oneHot(size: number, k: number): Float64Array {
  return new Float64Array(size).fill(1, k, k + 1);
}

function rowsOf(loss: RowLoss, size: number): fc.Arbitrary<Float64Array> {
  if (loss.predictions === 'probabilities') return distributions(size, 2 ** -10);
  return vector(real({ low: -50, high: 50 }), size).filter((row) => norm(row) > 0.1);
}

function rowTargetsOf(loss: RowLoss, size: number): fc.Arbitrary<Float64Array> {
  const classes = fc.integer({ min: 0, max: size - 1 });
  const hot = classes.map((k) => oneHot(size, k));
  if (loss.targets === 'classIndex') return classes.map((k) => Float64Array.of(k));
  if (loss.targets === 'oneHot') return hot;
  if (loss.targets === 'vector') return vector(real({ low: -50, high: 50 }), size).filter((y) => norm(y) > 0.1);
  return fc.oneof(hot, distributions(size, 0));
}

/** Numbers >= 0 (above the least, before they are divided) with sum 1. */
function distributions(size: number, least: number): fc.Arbitrary<Float64Array> {
  return vector(real({ low: least, high: 1 }), size)
    .filter((row) => norm(row) > 0.1)
    .map((row) => row.map((x) => x / row.reduce((a, b) => a + b, 0)));
}

function norm(row: Float64Array): number {
  return Math.hypot(...row);
}
