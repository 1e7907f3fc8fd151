import type { Matrix } from '@handgrad/core-math';
import { extended } from '../algebra/euclideanLength.js';
import type { Estimator, LinearNeuron, Targets } from '../contracts.js';
import { netInput } from '../neurons/netInput.js';
import {
  binaryLabels,
  requireCount,
  requireInputs,
  requireNonNegative,
  requireOptions,
  requirePositive,
  requireRandom,
  requireTargets,
} from '../requirements.js';
import { detectSeparation, type Separation } from '../separation/detectSeparation.js';
import { covarianceOf } from './covarianceOf.js';
import { neuronOf, requireIndependentColumns, standardDesign, type StandardDesign } from './design.js';
import { gradientAscent, gradientNorm, stochasticAscent, type PenalizedData } from './gradientAscent.js';
import type { LogisticFit, LogisticOptions } from './logisticFit.js';
import { logLikelihood } from './logLikelihood.js';
import { newtonAscent } from './newtonAscent.js';

const name = 'fitLogisticRegression';

type Path = { readonly neuron: LinearNeuron; readonly settled: boolean; readonly history: readonly number[] };

/**
 * max l(w, b) - l2 |w|^2: logistic regression by maximum likelihood, with l2 (lambda) the strength of the penalty.
 *
 * l is concave, so there is one maximum at most, and where it exists every method finds the same. It does not exist
 * where a hyperplane separates the classes: l then grows for ever along a direction, and the fit reports
 * `converged: false`, `reason: 'separated'` and that direction as proof (see `detectSeparation`). A penalty
 * l2 > 0 brings a maximum back, unless all samples are of one class: the bias is not penalised, so that the mean
 * prediction stays the mean of y.
 *
 * At the maximum X^T (y - p) = 2 l2 w and sum (y - p) = 0. Standard errors are the roots of the diagonal of the inverse
 * information (X^T diag(p (1 - p)) X)^-1.
 *
 * With l2 (lambda) as elsewhere: scikit-learn's C is 1 / (2 l2), a `weight_decay` on the mean loss is 2 l2 / n.
 *
 * Computed as: Newton's method on standardised columns, which takes the same steps with less rounding; coefficients and errors
 * are carried back to the units of the inputs. The gradient methods work on the inputs as they are.
 *
 * @throws RangeError for an empty data set, NaN in the inputs, labels other than 0 and 1, constant or dependent columns (when
 * l2 is 0), a learning rate, tolerance or batch size that is not positive, an l2 below 0, or a log-likelihood that stops being finite.
 * @example
 * const treated = Matrix.column([0, 0, 0, 0, 1, 1, 1, 1]);
 * const fit = fitLogisticRegression(treated, [1, 0, 0, 0, 1, 1, 1, 0]);
 * fit.weights // => [2.1972245773]
 * fit.standardErrors.weights // => [1.6329931619]
 * fitLogisticRegression(Matrix.column([1, 2, 3, 4]), [0, 0, 1, 1]).reason // => 'separated'
 *
 * Source: McCullagh, Nelder, "Generalized linear models", 2nd edition, 1989, sections 2.5 and 4.4; Albert, Anderson, "On the
 * existence of maximum likelihood estimates in logistic regression models", Biometrika 71, 1984.
 */
export function fitLogisticRegression(inputs: Matrix, targets: Targets, options: LogisticOptions = {}): LogisticFit {
  requireOptions(name, options);
  const { l2 = 0 } = options;
  requireInputs(name, inputs);
  const labels = requireTargets(name, targets, inputs.rows, binaryLabels);
  requireNonNegative(name, 'penalty l2', l2);
  const standard = standardDesign(inputs);
  const data = { inputs, labels, l2 };
  const oneClass = labels.every((y) => y === labels[0]);
  // One class is separated by the bias, whatever the columns are.
  if (l2 === 0 && !oneClass) requireIndependentColumns(name, inputs, standard);

  const path = follow(data, standard, options);
  const separation = l2 === 0 || oneClass ? separationAt(path.neuron, data) : ({ kind: 'none' } as const);
  const separated = separation.kind === 'complete' || separation.kind === 'quasiComplete';
  const converged = path.settled && separation.kind === 'none';
  const covariance = converged && l2 === 0 ? covarianceOf(path.neuron, standard) : null;
  const errors = covariance
    ? Float64Array.from({ length: covariance.rows }, (_, j) => Math.sqrt(covariance.get(j, j)))
    : null;
  return {
    ...path.neuron,
    converged,
    reason: separated ? 'separated' : converged ? 'maximum' : path.settled ? 'unchecked' : 'limit',
    iterations: path.history.length - 1,
    gradientNorm: gradientNorm(path.neuron, data),
    logLikelihood: logLikelihood(path.neuron, inputs, labels),
    history: path.history,
    separation,
    standardErrors: errors && { weights: errors.slice(0, -1), bias: errors.at(-1)! },
    covariance,
  };
}

function follow(data: PenalizedData, standard: StandardDesign, options: LogisticOptions): Path {
  const method: string = options.method ?? 'newton';
  if (options.method === 'gradientAscent') {
    const { learningRate, iterations = 1000, tolerance = 1e-8 } = options;
    requirePositive(name, 'learning rate', learningRate);
    requireCount(name, 'iterations', iterations);
    requirePositive(name, 'tolerance', tolerance);
    return gradientAscent(data, { learningRate, iterations, tolerance });
  }
  if (options.method === 'stochastic') {
    const { learningRate, epochs, batchSize = 1, random, tolerance = 1e-8 } = options;
    requirePositive(name, 'learning rate', learningRate);
    requireCount(name, 'epochs', epochs);
    requireCount(name, 'samples in a batch', batchSize);
    requirePositive(name, 'tolerance', tolerance);
    requireRandom(name, random);
    return stochasticAscent(data, { learningRate, epochs, batchSize, random, tolerance });
  }
  if (method !== 'newton') {
    throw new RangeError(
      `${name}: expected method 'newton', 'gradientAscent' or 'stochastic', got '${method}'. Leave it out for Newton.`,
    );
  }
  const { iterations = 50, tolerance = 1e-10 } = options;
  requireCount(name, 'iterations', iterations);
  requirePositive(name, 'tolerance', tolerance);
  return newton(data, standard, { iterations, tolerance });
}

function newton(
  data: PenalizedData,
  standard: StandardDesign,
  limits: { iterations: number; tolerance: number },
): Path {
  // l2 |w|^2 with w = theta / scale; the last entry is the bias.
  const penalties = extended(
    standard.scales.map((scale) => data.l2 / scale ** 2),
    0,
  );
  const found = newtonAscent(standard.design, data.labels, penalties, { ...limits, separable: data.l2 === 0 });
  const neuron = neuronOf(found.coefficients, standard);
  if (found.end === 'singular' && separationAt(neuron, data).kind === 'none') {
    throw new RangeError(
      `${name}: expected an information matrix of full rank, got dependent columns with l2 = ${data.l2}. Drop a column or raise l2.`,
    );
  }
  return { neuron, settled: found.end === 'settled', history: found.history };
}

/** The neuron itself is the proof where it puts every sample strictly on its own side; otherwise one is looked for. */
function separationAt(neuron: LinearNeuron, { inputs, labels }: PenalizedData): Separation {
  const strict = labels.every((y, i) => (y === 1 ? 1 : -1) * netInput(neuron, inputs.row(i)) > 0);
  return strict ? { kind: 'complete', direction: neuron, undecided: 0 } : detectSeparation(inputs, labels);
}

export const fitLogisticRegressionFormula: Estimator<typeof fitLogisticRegression> = Object.freeze({
  kind: 'estimator',
  name: 'fitLogisticRegression',
  value: fitLogisticRegression,
  tex: {
    value: '\\arg\\max_{w, b}\\; \\ell(w, b) - \\lambda \\lVert w \\rVert^2',
    derivative: 'X^T (y - p) = 2 \\lambda w, \\quad \\sum_i (y_i - p_i) = 0',
  },
  sources: [
    {
      author: 'P. McCullagh, J. A. Nelder',
      title: 'Generalized linear models',
      year: 1989,
      where: '2nd edition, sections 2.5 and 4.4',
    },
    {
      author: 'A. Albert, J. A. Anderson',
      title: 'On the existence of maximum likelihood estimates in logistic regression models',
      year: 1984,
      where: 'Biometrika 71',
    },
  ],
});
