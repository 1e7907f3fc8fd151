import { checkGradient, demand, law, real, vector, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { Loss, RowLoss } from '../src/formula.js';
import { losses, rowLosses } from '../src/losses/index.js';
import type { Reduction } from '../src/losses/reduction.js';
import { Matrix } from '../src/matrix/matrix.js';
import { oneHot } from './rowCases.js';

interface BatchCase {
  readonly loss: Loss | RowLoss;
  readonly predictions: Matrix;
  readonly targets: Matrix;
  /** Whole numbers from 1 to 3: a weight of 2 is a row that comes twice. */
  readonly weights: Float64Array;
}

/** What the ways from the losses of a batch to one number must keep, for pointwise losses and losses over rows. */
export function lawsOfReduction(reduction: Reduction): Law[] {
  return [
    gradientLaw(reduction),
    oneLaw(reduction),
    twiceLaw(reduction),
    orderLaw(reduction),
    weightLaw(reduction),
    memoryLaw(reduction),
  ];
}

function gradientLaw({ name, value, gradient }: Reduction): Law {
  return law('gradient agrees with finite differences, with weights and without', batches(), (one) => {
    const { loss, predictions, targets } = one;
    const errors = [undefined, one.weights].map((weights) => {
      const total = (at: Matrix): number => value(loss, at, targets, weights);
      const slopes = (at: Matrix): Matrix => gradient(loss, at, targets, weights);
      return checkGradient(total, slopes, predictions, { name }).worstError;
    });
    return Math.max(...errors);
  });
}

function oneLaw({ average, value }: Reduction): Law {
  const name = 'one row: the loss of that row, which for a pointwise loss is the mean or sum over its entries';
  return law(name, batches(), ({ loss, predictions, targets }) => {
    const [row, target] = [predictions.row(0), targets.row(0)];
    const expected =
      loss.kind === 'rowLoss'
        ? loss.value(row, target)
        : row.reduce((sum, p, j) => sum + loss.value(p, target[j]!), 0) / (average ? row.length : 1);
    const got = value(loss, predictions.sliceRows(0, 1), targets.sliceRows(0, 1));
    demand(near(got, expected), () => `${got}, of the row ${expected}`);
  });
}

function twiceLaw({ average, value, gradient }: Reduction): Law {
  const name = average ? 'the same batch twice has the same mean' : 'the same batch twice has twice the sum';
  return law(name, batches(), ({ loss, predictions, targets }) => {
    const [p, y] = [twice(predictions), twice(targets)];
    const factor = average ? 1 : 2;
    const [once, both] = [value(loss, predictions, targets), value(loss, p, y)];
    demand(near(both, factor * once), () => `once ${once}, twice ${both}`);
    const [slopes, slopesOfBoth] = [gradient(loss, predictions, targets).data, gradient(loss, p, y).data];
    slopes.forEach((g, k) => {
      const expected = (g * factor) / 2;
      demand(near(slopesOfBoth[k]!, expected), () => `entry ${k} of the gradient: ${slopesOfBoth[k]}, not ${expected}`);
    });
  });
}

function orderLaw({ value, gradient }: Reduction): Law {
  return law('the order of the rows does not matter', batches(), ({ loss, predictions, targets }) => {
    const order = Uint32Array.from({ length: predictions.rows }, (_, i) => predictions.rows - 1 - i);
    const [p, y] = [predictions.takeRows(order), targets.takeRows(order)];
    const [forward, backward] = [value(loss, predictions, targets), value(loss, p, y)];
    demand(near(forward, backward), () => `${forward}, backwards ${backward}`);
    const slopes = gradient(loss, predictions, targets).takeRows(order);
    demand(sameBits(gradient(loss, p, y), slopes), () => 'the gradient does not follow its rows');
  });
}

function weightLaw({ value, gradient }: Reduction): Law {
  return law('a weight of 2 is a row that comes twice; equal weights of 1 are none', batches(), (one) => {
    const { loss, predictions, targets, weights } = one;
    const repeated = Array.from(weights).flatMap((weight, i) => Array.from({ length: weight }, () => i));
    const [p, y] = [predictions.takeRows(repeated), targets.takeRows(repeated)];
    const [weighted, spelt] = [value(loss, predictions, targets, weights), value(loss, p, y)];
    demand(near(weighted, spelt), () => `with weights ${weighted}, with repeated rows ${spelt}`);
    const ones = new Float64Array(predictions.rows).fill(1);
    const same = sameBits(gradient(loss, predictions, targets, ones), gradient(loss, predictions, targets));
    demand(same, () => 'weights of 1 change the gradient');
  });
}

function memoryLaw({ value, gradient }: Reduction): Law {
  return law('inputs stay as they are; into used memory and over the predictions: the same bits', batches(), (one) => {
    const { loss, predictions, targets, weights } = one;
    const [p, y] = [predictions.copy(), targets.copy()];
    value(loss, p, y, weights);
    const fresh = gradient(loss, p, y, weights);
    demand(sameBits(p, predictions) && sameBits(y, targets), () => 'an input was changed');
    const used = new Matrix(
      p.rows,
      p.columns,
      p.data.map(() => 7),
    );
    demand(gradient(loss, p, y, weights, used) === used && sameBits(used, fresh), () => 'into used memory: other bits');
    demand(sameBits(gradient(loss, p, y, weights, p), fresh), () => 'over the predictions: other bits');
  });
}

/** Batches of 1 to 4 rows for losses of every kind. */
function batches(): fc.Arbitrary<BatchCase> {
  const { halfSquaredError, binaryCrossEntropyFromLogits, logCosh } = losses;
  const { softmaxCrossEntropy, sparseSoftmaxCrossEntropy, cosineSimilarity } = rowLosses;
  const kinds = [
    halfSquaredError,
    binaryCrossEntropyFromLogits,
    logCosh,
    softmaxCrossEntropy,
    sparseSoftmaxCrossEntropy,
    cosineSimilarity,
  ];
  return fc
    .record({
      loss: fc.constantFrom<Loss | RowLoss>(...kinds),
      rows: fc.integer({ min: 1, max: 4 }),
      columns: fc.integer({ min: 2, max: 3 }),
    })
    .chain(({ loss, rows, columns }) =>
      fc.record({
        loss: fc.constant(loss),
        // Away from 0, where the cosine jumps.
        predictions: vector(real({ low: 0.125, high: 8 }), rows * columns).map(
          (data) => new Matrix(rows, columns, data),
        ),
        targets: fc
          .array(fc.integer({ min: 0, max: columns - 1 }), { minLength: rows, maxLength: rows })
          .map((classes) => targetsFrom(loss, classes, columns)),
        weights: fc
          .array(fc.integer({ min: 1, max: 3 }), { minLength: rows, maxLength: rows })
          .map((weights) => Float64Array.from(weights)),
      }),
    );
}

function targetsFrom(loss: Loss | RowLoss, classes: readonly number[], columns: number): Matrix {
  if (loss.kind === 'rowLoss' && loss.targets === 'classIndex') return Matrix.column(classes);
  return Matrix.fromRows(classes.map((k) => oneHot(columns, k)));
}

function twice(matrix: Matrix): Matrix {
  return new Matrix(2 * matrix.rows, matrix.columns, Float64Array.of(...matrix.data, ...matrix.data));
}

function sameBits(a: Matrix, b: Matrix): boolean {
  return a.shape === b.shape && a.data.every((x, k) => Object.is(x, b.data[k]));
}

/** Up to the rounding of sums of a dozen terms. */
function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-13 * (1 + Math.abs(a));
}
