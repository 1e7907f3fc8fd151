import { demand, law, real, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import { type sampleWeightsFormula, type smoothLabelsFormula } from '../src/losses/index.js';
import { Matrix } from '../src/matrix/matrix.js';

type SmoothLabels = Pick<typeof smoothLabelsFormula, 'name' | 'value'>;
type SampleWeights = Pick<typeof sampleWeightsFormula, 'name' | 'value'>;

/** What must hold of everything that is done to targets before a loss sees them. */
export function lawsOfTarget(formula: SmoothLabels | SampleWeights): Law[] {
  return formula.name === 'smoothLabels' ? lawsOfSmoothing(formula) : lawsOfWeights(formula);
}

/** The classes of some samples, each class at least once. */
const classesOf = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.array(fc.nat(), { minLength: 0, maxLength: 8 }))
  .map(([count, more]) => ({ count, classes: [...Array(count).keys(), ...more.map((k) => k % count)] }));

function oneHotRows(classes: readonly number[], count: number): Matrix {
  return Matrix.generate(classes.length, count, (i, j) => (classes[i] === j ? 1 : 0));
}

/** A few roundings of numbers up to 1. */
const slack = 1e-15;

function lawsOfSmoothing({ value }: SmoothLabels): Law[] {
  const cases = fc.record({ rows: classesOf, smoothing: real({ low: 0, high: 1 }, [0, 0.1, 1]) });
  return [
    law('a row that sums to 1 keeps its sum', cases, ({ rows, smoothing }) => {
      const smoothed = value(oneHotRows(rows.classes, rows.count), smoothing);
      for (let i = 0; i < smoothed.rows; i++) {
        const sum = smoothed.row(i).reduce((total, y) => total + y, 0);
        demand(Math.abs(sum - 1) <= slack, () => `row ${i} sums to ${sum}`);
      }
    }),
    law('every class gets its even share, and the true one the rest of the certainty', cases, ({ rows, smoothing }) => {
      const smoothed = value(oneHotRows(rows.classes, rows.count), smoothing);
      rows.classes.forEach((k, i) => {
        smoothed.row(i).forEach((y, j) => {
          const expected = smoothing / rows.count + (j === k ? 1 - smoothing : 0);
          demand(Math.abs(y - expected) <= slack, () => `row ${i}, class ${j}: ${y}, expected ${expected}`);
        });
      });
    }),
    law('a column of 0 and 1 counts as two classes', cases, ({ rows, smoothing }) => {
      const column = Matrix.column(rows.classes.map((k) => k % 2));
      const pairs = oneHotRows(
        rows.classes.map((k) => k % 2),
        2,
      );
      const [alone, paired] = [value(column, smoothing), value(pairs, smoothing)];
      for (let i = 0; i < column.rows; i++) {
        const gap = Math.abs(alone.get(i, 0) - paired.get(i, 1));
        demand(gap <= slack, () => `row ${i}: ${alone.get(i, 0)} alone, ${paired.get(i, 1)} as one of two`);
      }
    }),
    law('no smoothing changes nothing, and the targets given stay as they are', cases, ({ rows, smoothing }) => {
      const targets = oneHotRows(rows.classes, rows.count);
      const before = targets.data.slice();
      value(targets, smoothing);
      demand(
        targets.data.every((y, i) => y === before[i]),
        () => 'the targets were changed',
      );
      demand(
        value(targets, 0).data.every((y, i) => y === before[i]),
        () => 'smoothing 0 changed the targets',
      );
    }),
  ];
}

function lawsOfWeights({ value }: SampleWeights): Law[] {
  return [
    law('balanced weights have mean 1 and let every class weigh the same', classesOf, ({ classes, count }) => {
      const weights = value(Matrix.column(classes), 'balanced');
      const totals = new Float64Array(count);
      classes.forEach((k, i) => (totals[k]! += weights[i]!));
      for (const total of totals) {
        const even = classes.length / count;
        demand(Math.abs(total - even) <= slack * classes.length, () => `${total}, an even share is ${even}`);
      }
    }),
    law('the weight of a sample is the weight of its class', classesOf, ({ classes, count }) => {
      const classWeights = Array.from({ length: count }, (_, k) => 1 + k * k);
      const weights = value(Matrix.column(classes), classWeights);
      classes.forEach((k, i) => {
        demand(
          weights[i] === classWeights[k],
          () => `sample ${i} of class ${k} weighs ${weights[i]}, not ${classWeights[k]}`,
        );
      });
    }),
    law('one-hot rows and class indices are weighted alike', classesOf, ({ classes, count }) => {
      const [rows, column] = [oneHotRows(classes, count), Matrix.column(classes)];
      const [byRow, byIndex] = [value(rows, 'balanced'), value(column, 'balanced')];
      demand(
        byRow.every((w, i) => w === byIndex[i]),
        () => `${byRow.join(', ')} and ${byIndex.join(', ')}`,
      );
    }),
  ];
}
