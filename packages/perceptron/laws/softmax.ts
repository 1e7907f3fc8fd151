import { Matrix, sparseSoftmaxCrossEntropy } from '@handgrad/core-math';
import { checkGradient, demand, fact, law, matrix, real, vector, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import {
  fitLogisticRegression,
  meanLogLoss,
  type ClassLikelihood,
  type Estimator,
  type fitSoftmaxRegression,
  softmaxProbabilities,
  type SoftmaxModel,
} from '../src/index.js';
import { overlappingData } from './cases.js';

/** 1 to 4 samples with up to 2 inputs in 2 or 3 classes, and any model. */
const classData = fc
  .record({
    rows: fc.integer({ min: 1, max: 4 }),
    columns: fc.integer({ min: 1, max: 2 }),
    count: fc.integer({ min: 2, max: 3 }),
  })
  .chain(({ rows, columns, count }) =>
    fc.record({
      model: fc.record({
        weights: matrix(real({ low: -3, high: 3 }), columns, count).map(adopt),
        bias: vector(real({ low: -3, high: 3 }), count),
      }),
      inputs: matrix(real({ low: -4, high: 4 }), rows, columns).map(adopt),
      classes: vector(fc.integer({ min: 0, max: count - 1 }), rows),
    }),
  );

/** What the mean log-loss of C classes keeps. */
export function lawsOfClassLikelihood(formula: ClassLikelihood): Law[] {
  const { value, gradient } = formula;
  return [
    law('gradient agrees with finite differences', classData, ({ model, inputs, classes }) => {
      return checkGradient(
        (p) => value(modelOf(p), inputs, classes),
        (p) => gradient(modelOf(p), inputs, classes),
        model,
        { name: formula.name },
      ).worstError;
    }),
    law('is the mean cross-entropy of the scores', classData, ({ model, inputs, classes }) => {
      let sum = 0;
      classes.forEach((y, i) => {
        const scores = model.bias.map((b, c) => inputs.row(i).reduce((z, x, j) => z + x * model.weights.get(j, c), b));
        sum += sparseSoftmaxCrossEntropy(scores, Float64Array.of(y));
      });
      const got = value(model, inputs, classes);
      // Scores stay below 30, so the sums in another order differ by some 1e-15 x 30.
      demand(Math.abs(got - sum / inputs.rows) <= 1e-13, () => `expected ${sum / inputs.rows}, got ${got}`);
    }),
    law('adding the same vector to every class changes nothing', classData, ({ model, inputs, classes }) => {
      const moved = {
        weights: new Matrix(model.weights.rows, model.weights.columns, model.weights.data.map((w) => w + 2)),
        bias: model.bias.map((b) => b - 5),
      }; // prettier-ignore
      const [one, other] = [value(model, inputs, classes), value(moved, inputs, classes)];
      demand(Math.abs(one - other) <= 1e-12, () => `${one} became ${other}`);
    }),
    law('the gradients of the classes sum to 0', classData, ({ model, inputs, classes }) => {
      const { weights, bias } = gradient(model, inputs, classes);
      for (const row of [...weights.toRows(), Array.from(bias)]) {
        const sum = row.reduce((total, slope) => total + slope, 0);
        demand(Math.abs(sum) <= 1e-13, () => `sum ${sum}`);
      }
    }),
    law(
      'two classes: logistic regression on the difference of the columns',
      classData,
      ({ model, inputs, classes }) => {
        if (model.bias.length !== 2) return;
        const neuron = {
          weights: Float64Array.from(
            { length: inputs.columns },
            (_, j) => model.weights.get(j, 1) - model.weights.get(j, 0),
          ),
          bias: model.bias[1]! - model.bias[0]!,
        };
        const [one, other] = [value(model, inputs, classes), meanLogLoss(neuron, inputs, classes)];
        demand(Math.abs(one - other) <= 1e-13, () => `${one}, logistic ${other}`);
      },
    ),
    fact('takes no logarithm of 0: a sure and wrong model costs the difference of the scores', () => {
      const model = { weights: Matrix.fromRows([[800, 0, -800]]), bias: new Float64Array(3) };
      const got = value(model, Matrix.column([1]), [2]);
      demand(got === 1600, () => `got ${got}`);
    }),
  ];
}

/** Overlapping data of three classes: those of two classes, with a sample of class 2 on top of each corner. */
const threeClasses = overlappingData.map(({ inputs, labels }) => {
  const corners = inputs.sliceRows(inputs.rows - inputs.columns - 1);
  const rows = [...inputs.toRows(), ...corners.toRows()];
  return {
    inputs: Matrix.fromRows(rows),
    classes: Float64Array.of(...labels, ...new Array<number>(corners.rows).fill(2)),
  };
});
const strengths = fc.constantFrom(0, 0.25, 1, 4);

/** What softmax regression keeps. */
export function lawsOfSoftmaxFit({ value: fit }: Estimator<typeof fitSoftmaxRegression>): Law[] {
  const cases = fc.record({ data: threeClasses, l2: strengths });
  return [
    law('at the maximum X^T (Y - P) = 2 l2 W', cases, ({ data: { inputs, classes }, l2 }) => {
      const found = fit(inputs, classes, { l2 });
      demand(found.converged, () => `not converged: ${found.reason}`);
      const p = softmaxProbabilities(found, inputs);
      let worst = 0;
      for (let j = 0; j < inputs.columns; j++) {
        for (let c = 0; c < 3; c++) {
          let slope = -2 * l2 * found.weights.get(j, c);
          classes.forEach((y, i) => (slope += inputs.get(i, j) * ((y === c ? 1 : 0) - p.get(i, c))));
          worst = Math.max(worst, Math.abs(slope));
        }
      }
      demand(worst <= 1e-10, () => `a slope of ${worst} is left`);
      return worst;
    }),
    law(
      'the mean probability of a class is its share, whatever the penalty',
      cases,
      ({ data: { inputs, classes }, l2 }) => {
        const p = softmaxProbabilities(fit(inputs, classes, { l2 }), inputs);
        for (let c = 0; c < 3; c++) {
          let sum = 0;
          classes.forEach((y, i) => (sum += (y === c ? 1 : 0) - p.get(i, c)));
          demand(Math.abs(sum) <= 1e-10, () => `class ${c}: sum of y - p is ${sum}`);
        }
      },
    ),
    law('two classes: the difference of the columns is logistic regression', overlappingData, ({ inputs, labels }) => {
      for (const l2 of [0, 1]) {
        const soft = fit(inputs, labels, { l2: 2 * l2 });
        const plain = fitLogisticRegression(inputs, labels, { l2 });
        const pairs = [
          ...Array.from(plain.weights, (w, j) => [soft.weights.get(j, 1) - soft.weights.get(j, 0), w] as const),
          [soft.bias[1]! - soft.bias[0]!, plain.bias] as const,
        ];
        for (const [a, b] of pairs)
          demand(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)), () => `${a}, logistic ${b}`);
      }
    }),
    law('weights and biases sum to 0 over the classes', cases, ({ data: { inputs, classes }, l2 }) => {
      const { weights, bias } = fit(inputs, classes, { l2 });
      for (const row of [...weights.toRows(), Array.from(bias)]) {
        const sum = row.reduce((total, w) => total + w, 0);
        demand(Math.abs(sum) <= 1e-9, () => `sum ${sum}`);
      }
    }),
    law('separable classes are never a success', fc.integer({ min: 1, max: 3 }), (copies) => {
      const inputs = [0, 1, 5, 6, 20, 21].flatMap((x) => new Array<number>(copies).fill(x));
      const classes = [0, 0, 1, 1, 2, 2].flatMap((y) => new Array<number>(copies).fill(y));
      const found = fit(Matrix.column(inputs), classes);
      demand(!found.converged && found.reason === 'separated', () => `reported ${found.reason}`);
    }),
  ];
}

/** Parameters that a checker has copied, as a model again. */
function modelOf({ weights, bias }: SoftmaxModel): SoftmaxModel {
  return { weights: adopt(weights), bias };
}

function adopt(plain: { rows: number; columns: number; data: Float64Array }): Matrix {
  return plain instanceof Matrix ? plain : new Matrix(plain.rows, plain.columns, plain.data);
}
