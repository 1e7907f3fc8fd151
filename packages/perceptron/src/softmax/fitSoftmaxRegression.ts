import { Matrix } from '@handgrad/core-math';
import { extended, largestSize } from '../algebra/euclideanLength.js';
import type { Estimator, SoftmaxModel, Targets } from '../contracts.js';
import { neuronOf, requireIndependentColumns, standardDesign } from '../logistic/design.js';
import {
  classLabels,
  requireCount,
  requireInputs,
  requireNonNegative,
  requireOptions,
  requirePositive,
  requireTargets,
} from '../requirements.js';
import { detectClassSeparation, type ClassSeparation } from '../separation/detectClassSeparation.js';
import type { SoftmaxFit, SoftmaxOptions } from './softmaxFit.js';
import { softmaxLogLoss, softmaxLogLossGradient, softmaxScores } from './softmaxLogLoss.js';
import { softmaxNewton } from './softmaxNewton.js';

const name = 'fitSoftmaxRegression';

type Data = { readonly inputs: Matrix; readonly labels: Float64Array; readonly count: number; readonly l2: number };
type Path = { readonly model: SoftmaxModel; readonly settled: boolean; readonly history: readonly number[] };

/**
 * min n L(W, b) + l2 |W|^2: softmax regression, by maximum likelihood for C classes, with l2 (lambda) the strength of the penalty.
 *
 * W and b are chosen so that they sum to 0 over the classes; any common vector could be added. With two classes the
 * difference of the columns is the neuron of `fitLogisticRegression` (with its l2 halved: |W|^2 = 2 |w/2|^2).
 *
 * As there, separable data have no maximum and are reported, with the separating model as proof.
 *
 * @throws RangeError for an empty data set, NaN in the inputs, labels that are not integers 0 .. C - 1, a class without
 * samples, constant or dependent columns (when l2 is 0), a learning rate or tolerance that is not positive, an l2
 * below 0, or a loss that stops being finite.
 * @example
 * const fit = fitSoftmaxRegression(Matrix.column([1, 2, 3, 2, 3, 4, 3, 4, 5]), [0, 0, 0, 1, 1, 1, 2, 2, 2]);
 * fit.reason // => 'maximum'
 * fitSoftmaxRegression(Matrix.column([1, 2, 3]), [0, 1, 2]).reason // => 'separated'
 *
 * Source: Bishop, "Pattern recognition and machine learning", 2006, section 4.3.4.
 */
export function fitSoftmaxRegression(inputs: Matrix, classes: Targets, options: SoftmaxOptions = {}): SoftmaxFit {
  const data = checked(inputs, classes, options);
  const path = options.method === 'gradientDescent' ? descend(data, options) : newton(data, options);
  const separation: ClassSeparation = data.l2 > 0 ? { kind: 'none' } : separationAt(path.model, data);
  const converged = path.settled && separation.kind === 'none';
  const separated = separation.kind === 'complete' || separation.kind === 'quasiComplete';
  return {
    ...path.model,
    converged,
    reason: separated ? 'separated' : converged ? 'maximum' : path.settled ? 'unchecked' : 'limit',
    iterations: path.history.length - 1,
    gradientNorm: largest(penalizedGradient(path.model, data)),
    logLikelihood: -inputs.rows * softmaxLogLoss(path.model, inputs, data.labels),
    history: path.history,
    separation,
  };
}

function checked(inputs: Matrix, classes: Targets, options: SoftmaxOptions): Data {
  requireOptions(name, options);
  const { l2 = 0, method = 'newton', iterations = 50, tolerance = 1e-10 } = options;
  requireInputs(name, inputs);
  if (options.classes !== undefined) requireClasses(options.classes);
  const all = requireTargets(name, classes, inputs.rows, classLabels(options.classes ?? Infinity));
  const count = options.classes ?? all.reduce((most, y) => Math.max(most, y), 0) + 1;
  requireClasses(count);
  const seen = new Set(all);
  for (let c = 0; c < count; c++) {
    if (seen.has(c)) continue;
    throw new RangeError(
      `${name}: expected samples of each of the ${count} classes, got none of class ${c}. Leave the class out and number the others from 0.`,
    );
  }
  requireNonNegative(name, 'penalty l2', l2);
  requireCount(name, 'iterations', iterations);
  requirePositive(name, 'tolerance', tolerance);
  if (options.method === 'gradientDescent') requirePositive(name, 'learning rate', options.learningRate);
  else if ((method as string) !== 'newton') {
    throw new RangeError(
      `${name}: expected method 'newton' or 'gradientDescent', got '${method}'. Leave it out for Newton.`,
    );
  }
  return { inputs, labels: all, count, l2 };
}

function requireClasses(count: number): void {
  if (!Number.isInteger(count) || count < 2) {
    throw new RangeError(`${name}: expected at least 2 classes, got ${count}. Number the classes from 0.`);
  }
}

function newton(data: Data, options: SoftmaxOptions): Path {
  const { inputs, labels, count, l2 } = data;
  const { iterations = 50, tolerance = 1e-10 } = options;
  const standard = standardDesign(inputs);
  if (l2 === 0) requireIndependentColumns(name, inputs, standard);
  const penalties = extended(
    standard.scales.map((scale) => l2 / scale ** 2),
    0,
  );
  const found = softmaxNewton(standard.design, labels, count, penalties, { iterations, tolerance });
  const neurons = Array.from({ length: count }, (_, c) => neuronOf(found.coefficients.row(c), standard));
  const weights = Matrix.generate(inputs.columns, count, (j, c) => neurons[c]!.weights[j]!);
  const model = { weights, bias: Float64Array.from(neurons, (neuron) => neuron.bias) };
  if (found.end === 'singular' && separationAt(model, data).kind === 'none') {
    throw new RangeError(
      `${name}: expected an information matrix of full rank, got dependent columns with l2 = ${l2}. Drop a column or raise l2.`,
    );
  }
  return { model, settled: found.end === 'settled', history: found.history };
}

function descend(data: Data, options: SoftmaxOptions & { readonly learningRate: number }): Path {
  const { inputs, labels, count, l2 } = data;
  const { iterations = 1000, tolerance = 1e-8, learningRate } = options;
  if (l2 === 0) requireIndependentColumns(name, inputs, standardDesign(inputs));
  let model: SoftmaxModel = { weights: new Matrix(inputs.columns, count), bias: new Float64Array(count) };
  const likelihood = (): number =>
    -inputs.rows * softmaxLogLoss(model, inputs, labels) - l2 * model.weights.data.reduce((sum, w) => sum + w * w, 0);
  const history = [likelihood()];
  for (let k = 1; k <= iterations; k++) {
    const slope = penalizedGradient(model, data);
    if (largest(slope) <= tolerance) return { model, settled: true, history };
    model = {
      weights: new Matrix(
        inputs.columns,
        count,
        model.weights.data.map((w, at) => w - learningRate * slope.weights.data[at]!),
      ),
      bias: model.bias.map((b, c) => b - learningRate * slope.bias[c]!),
    };
    const value = likelihood();
    if (!Number.isFinite(value)) {
      throw new RangeError(
        `${name}: expected a finite log-likelihood, got ${value} in iteration ${k}. Lower the learning rate of ${learningRate}, or standardise the inputs.`,
      );
    }
    history.push(value);
  }
  return { model, settled: largest(penalizedGradient(model, data)) <= tolerance, history };
}

/** d(L + l2 |W|^2 / n). */
function penalizedGradient(model: SoftmaxModel, { inputs, labels, l2 }: Data): SoftmaxModel {
  const { weights, bias } = softmaxLogLossGradient(model, inputs, labels);
  const shrink = (2 * l2) / inputs.rows;
  return {
    weights: new Matrix(
      weights.rows,
      weights.columns,
      weights.data.map((slope, at) => slope + shrink * model.weights.data[at]!),
    ),
    bias,
  };
}

function largest({ weights, bias }: SoftmaxModel): number {
  return Math.max(largestSize(weights.data), largestSize(bias));
}

/** The model itself is the proof where it scores every sample's own class strictly highest; otherwise one is looked for. */
function separationAt(model: SoftmaxModel, { inputs, labels, count }: Data): ClassSeparation {
  const scores = softmaxScores(model, inputs);
  const strict = labels.every((y, i) => scores.row(i).every((z, c) => c === y || z < scores.get(i, y)));
  return strict ? { kind: 'complete', direction: model, undecided: 0 } : detectClassSeparation(inputs, labels, count);
}

export const fitSoftmaxRegressionFormula: Estimator<typeof fitSoftmaxRegression> = Object.freeze({
  kind: 'estimator',
  name: 'fitSoftmaxRegression',
  value: fitSoftmaxRegression,
  tex: {
    value: '\\arg\\min_{W, b}\\; n L(W, b) + \\lambda \\lVert W \\rVert^2',
    derivative: 'X^T (Y - P) = 2 \\lambda W, \\quad \\sum_i (y_i - p_i) = 0',
  },
  sources: [
    { author: 'C. M. Bishop', title: 'Pattern recognition and machine learning', year: 2006, where: 'section 4.3.4' },
  ],
});
