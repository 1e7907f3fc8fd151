import { sampleWeights, sampleWeightsFormula, smoothLabels, smoothLabelsFormula } from '../src/losses/index.js';
import { Matrix } from '../src/matrix/matrix.js';

type Wrong = typeof smoothLabelsFormula | typeof sampleWeightsFormula;

/** Mistakes in what is done to targets; the laws must catch each of them. */
export const targetMutants: readonly { readonly name: string; readonly wrong: Wrong }[] = [
  smoothing('the share is added and nothing taken away', (y, s, c) => y + s / c),
  smoothing('the share is divided among all but the true class', (y, s, c) => (1 - s) * y + s / Math.max(1, c - 1)),
  smoothing('the whole share goes to every class', (y, s) => (1 - s) * y + s),
  smoothing('the smoothing is forgotten', (y) => y),
  smoothing('certainty and share are swapped', (y, s, c) => s * y + (1 - s) / c),
  smoothing('a column is one class', (y, s, _c, columns) => (1 - s) * y + s / columns),
  smoothing('even no smoothing shaves the targets', (y, s, c) => (1 - s) * y * (1 - 1e-14) + s / c),
  {
    name: 'smoothLabels: into the targets themselves',
    wrong: { ...smoothLabelsFormula, value: (targets: Matrix, s: number) => smoothLabels(targets, s, targets) },
  },
  weights('classes weigh by how often they occur', (targets, given) => {
    const right = sampleWeights(targets, given);
    return given === 'balanced' ? right.map((w) => 1 / w) : right;
  }),
  weights('balanced weights are not divided by the number of classes', (targets, given) => {
    const right = sampleWeights(targets, given);
    return given === 'balanced' ? right.map((w) => 2 * w) : right;
  }),
  weights('weights of classes are off by one', (targets, given) => {
    if (given === 'balanced') return sampleWeights(targets, given);
    return sampleWeights(targets, [...Array.from(given).slice(1), given[0]!]);
  }),
  weights('one-hot rows are read from the wrong end', (targets, given) => {
    if (targets.columns === 1) return sampleWeights(targets, given);
    return sampleWeights(
      Matrix.generate(targets.rows, targets.columns, (i, j) => targets.get(targets.rows - 1 - i, j)),
      given,
    );
  }),
];

function smoothing(
  name: string,
  entry: (y: number, s: number, classes: number, columns: number) => number,
): { name: string; wrong: Wrong } {
  const value: typeof smoothLabels = (targets, s) =>
    Matrix.generate(targets.rows, targets.columns, (i, j) =>
      entry(targets.get(i, j), s, Math.max(2, targets.columns), targets.columns),
    );
  return { name: `smoothLabels: ${name}`, wrong: { ...smoothLabelsFormula, value } };
}

function weights(name: string, value: typeof sampleWeights): { name: string; wrong: Wrong } {
  return { name: `sampleWeights: ${name}`, wrong: { ...sampleWeightsFormula, value } };
}
