/**
 * What the two normalising layers share: mean and variance of columns (of a batch) or of rows (of samples), in two passes.
 *
 * Deviations are from the first entry, and then from the mean of those, so that numbers that lie far from 0 lose no
 * digits, and equal ones come out as exactly 0.
 */
import type { KernelFunction, Operations, Tensor } from '../contracts.js';
import { difference } from '../plan/arithmetic.js';
import { firstColumn, firstRow } from '../plan/fixedTensors.js';

export type Along = 'rows' | 'columns';

export interface Moments {
  /** x - mean. A view. */
  readonly centred: Tensor;
  /** mean - first: what is to be added to the first entry. */
  readonly meanBeyondFirst: Tensor;
  readonly first: Tensor;
  readonly variance: Tensor;
}

export function momentsOf(operations: Operations, x: Tensor, along: Along): Moments {
  const fold = foldOf(operations, along);
  const share = 1 / (along === 'rows' ? x.columns : x.rows);
  const first = along === 'rows' ? firstColumn(x) : firstRow(x);
  const fromFirst = operations.mapView(difference, x, first);
  const finish = { formula: timesShare, numbers: [share] };
  const meanBeyondFirst = fold({ start: 0, step: { formula: plusEntry }, over: [fromFirst], finish });
  const centred = operations.mapView(difference, fromFirst, meanBeyondFirst);
  const variance = fold({ start: 0, step: { formula: plusSquare }, over: [centred], finish });
  return { centred, meanBeyondFirst, first, variance };
}

/** x - mean times 1 / sqrt(variance + epsilon). A view. */
export function normalized(operations: Operations, centred: Tensor, variance: Tensor, epsilon: number): Tensor {
  return operations.mapView({ formula: overRoot, numbers: [epsilon] }, centred, variance);
}

/** gamma hat + beta */
export const scaledAndShifted: KernelFunction = Object.freeze({ formula: scaleAndShift });

/** The sums of h and of h hat, which the way back through mean and variance needs. */
export function sumsWith(
  operations: Operations,
  along: Along,
  h: Tensor,
  hat: Tensor,
): { sum: Tensor; sumWithHat: Tensor } {
  const fold = foldOf(operations, along);
  return {
    sum: fold({ start: 0, step: { formula: plusEntry }, over: [h] }),
    sumWithHat: fold({ start: 0, step: { formula: plusProduct }, over: [h, hat] }),
  };
}

/** (h - (sum of h + hat times sum of h hat) / count) / sqrt(variance + epsilon), h = dL/d hat */
export function throughTheMoments(count: number, epsilon: number): KernelFunction {
  return { formula: backThroughMoments, numbers: [1 / count, epsilon] };
}

function foldOf(operations: Operations, along: Along): Operations['foldRows'] {
  return along === 'rows' ? operations.foldRows : operations.foldColumns;
}

function plusEntry(sum: number, x: number): number {
  return sum + x;
}

function plusSquare(sum: number, x: number): number {
  return sum + x * x;
}

function plusProduct(sum: number, a: number, b: number): number {
  return sum + a * b;
}

function timesShare(sum: number, share: number): number {
  return sum * share;
}

function overRoot(centred: number, variance: number, epsilon: number): number {
  return centred / Math.sqrt(variance + epsilon);
}

function scaleAndShift(hat: number, gamma: number, beta: number): number {
  return gamma * hat + beta;
}

function backThroughMoments(
  h: number,
  hat: number,
  sum: number,
  sumWithHat: number,
  variance: number,
  share: number,
  epsilon: number,
): number {
  return (h - share * (sum + hat * sumWithHat)) / Math.sqrt(variance + epsilon);
}
