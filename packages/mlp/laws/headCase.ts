import { Matrix, softmax, type Interval, type Loss, type RowLoss } from '@handgrad/core-math';
import { real } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import { awayFrom, matrices } from './cases.js';

/** Outputs and targets that the loss is defined and smooth at. */
export interface HeadCase {
  readonly outputs: Matrix;
  readonly targets: Matrix;
}

export function casesOfHead(loss: Loss | RowLoss): fc.Arbitrary<HeadCase> {
  const columns = fc.integer({ min: loss.kind === 'loss' ? 1 : 2, max: 4 });
  return fc
    .tuple(fc.integer({ min: 1, max: 4 }), columns)
    .chain(([rows, width]) =>
      fc
        .record({ outputs: outputsOf(loss, rows, width), targets: targetsOf(loss, rows, width) })
        .map(({ outputs, targets }) => ({ outputs: offTheKinks(loss, outputs, targets), targets })),
    );
}

/** [low, high] within +-reach, `gap` away from ends at which logarithms and quotients become steep. */
function within({ low, high }: Interval, reach: number, gap: number): fc.Arbitrary<number> {
  return real({ low: low > -reach ? low + gap : -reach, high: high < reach ? high - gap : reach });
}

function outputsOf(loss: Loss | RowLoss, rows: number, columns: number): fc.Arbitrary<Matrix> {
  if (loss.kind === 'loss') return matrices(within(loss.predictions, 4, 0.1), rows, columns);
  if (loss.predictions === 'probabilities') return matrices(real({ low: -1, high: 1 }), rows, columns).map(softmaxRows);
  return matrices(real({ low: -2, high: 2 }), rows, columns).map(apart);
}

export function targetsOf(loss: Loss | RowLoss, rows: number, columns: number): fc.Arbitrary<Matrix> {
  if (loss.kind === 'loss') {
    const one = 'low' in loss.targets ? within(loss.targets, 3, 0) : fc.constantFrom(...loss.targets);
    return matrices(one, rows, columns);
  }
  const classes = fc.array(fc.nat(columns - 1), { minLength: rows, maxLength: rows });
  if (loss.targets === 'classIndex') return classes.map((labels) => Matrix.column(labels));
  if (loss.targets === 'oneHot') {
    return classes.map((labels) => Matrix.generate(rows, columns, (i, j) => (labels[i] === j ? 1 : 0)));
  }
  const entries = matrices(real({ low: -2, high: 2 }), rows, columns);
  return loss.targets === 'vector' ? entries.map(apart) : entries.map(softmaxRows);
}

/**
 * Multiples of 1/4 plus a sixteenth for each column: entries of a row stay 1/16 away from each other and from being 1
 * apart, so that no maximum ties and no margin is just kept; and the first is at least 1 large, so that no row is small.
 */
export function apart(matrix: Matrix): Matrix {
  return Matrix.generate(matrix.rows, matrix.columns, (i, j) => {
    const x = Math.round(4 * matrix.get(i, j)) / 4;
    return j > 0 ? x + j / 16 : x < 0 ? x - 1 : x + 1;
  });
}

export function softmaxRows(matrix: Matrix): Matrix {
  const rows = new Matrix(matrix.rows, matrix.columns);
  for (let i = 0; i < rows.rows; i++) softmax(matrix.row(i), rows.row(i));
  return rows;
}

/** Kinks, and landmarks: at those a second derivative may jump (Huber, squared hinge), and differences lose their order. */
export function kinksOf(loss: Loss, target: number): readonly number[] {
  return [...loss.kinks(target).map((kink) => kink.at), ...loss.landmarks(target)];
}

function offTheKinks(loss: Loss | RowLoss, outputs: Matrix, targets: Matrix): Matrix {
  if (loss.kind === 'rowLoss') return outputs;
  return Matrix.generate(outputs.rows, outputs.columns, (i, j) => {
    return awayFrom(kinksOf(loss, targets.get(i, j)), outputs.get(i, j));
  });
}
