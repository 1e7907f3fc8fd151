import type { Formula } from '../formula.js';
import { Matrix } from '../matrix/matrix.js';

/** What is done to targets before a loss sees them. */
export interface TargetFormula extends Formula {
  readonly kind: 'target';
  readonly name: 'smoothLabels' | 'sampleWeights';
}

/**
 * (1 - s) y + s / C
 *
 * Label smoothing: takes a share s of the certainty from each target and spreads it evenly over the C classes, so that a
 * network is not driven to infinite logits. A column [n x 1] of binary targets 0 and 1 counts as C = 2.
 *
 * $$ \tilde y_j = (1 - s)\, y_j + \frac{s}{C} $$
 * A row that sums to 1 keeps its sum: $(1 - s) \cdot 1 + C \cdot \frac{s}{C} = 1$. It is done to the targets, once, and works with
 * every loss that takes probabilities; the least loss is then the entropy of the smoothed row, not 0.
 *
 * @example
 * smoothLabels(Matrix.fromRows([[1, 0, 0, 0]]), 0.2).toRows() // => [[0.85, 0.05, 0.05, 0.05]]
 * smoothLabels(Matrix.fromRows([[1], [0]]), 0.2).toRows() // => [[0.9], [0.1]]
 * smoothLabels(Matrix.column([0, 1, 2]), 0.2) // => throws RangeError
 *
 * @throws RangeError when the smoothing or a target is not in 0 .. 1, or `into` has another shape.
 *
 * Source: Szegedy et al., "Rethinking the Inception Architecture for Computer Vision", 2016, section 7.
 */
export function smoothLabels(
  targets: Matrix,
  smoothing: number,
  into: Matrix = new Matrix(targets.rows, targets.columns),
): Matrix {
  if (!(smoothing >= 0 && smoothing <= 1)) {
    throw new RangeError(
      `smoothLabels: expected a smoothing from 0 to 1, got ${smoothing}. 0.1 is usual, 0 changes nothing.`,
    );
  }
  if (into.rows !== targets.rows || into.columns !== targets.columns) {
    throw new RangeError(
      `smoothLabels: expected \`into\` of shape ${targets.shape}, got ${into.shape}. Pass a matrix shaped as the targets, or none.`,
    );
  }
  const bad = targets.data.findIndex((y) => !(y >= 0 && y <= 1));
  if (bad >= 0) {
    throw new RangeError(
      `smoothLabels: expected targets from 0 to 1, got ${targets.data[bad]} in row ${Math.floor(bad / targets.columns)}. One-hot encode class indices first.`,
    );
  }
  const share = smoothing / Math.max(2, targets.columns);
  for (let i = 0; i < targets.data.length; i++) into.data[i] = (1 - smoothing) * targets.data[i]! + share;
  return into;
}

export const smoothLabelsFormula = Object.freeze({
  kind: 'target' as const,
  name: 'smoothLabels' as const,
  value: smoothLabels,
  tex: { value: String.raw`(1 - s)\, y_j + \frac{s}{C}` },
  sources: [
    {
      author: 'C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens, Z. Wojna',
      title: 'Rethinking the Inception Architecture for Computer Vision',
      year: 2016,
      where: 'section 7',
    },
  ],
});
