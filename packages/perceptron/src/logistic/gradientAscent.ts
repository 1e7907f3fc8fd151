import type { Matrix, Random } from '@handgrad/core-math';
import { largestSize } from '../algebra/euclideanLength.js';
import type { LinearNeuron } from '../contracts.js';
import { netInput } from '../neurons/netInput.js';
import { labelResidual, logProbability } from './logLikelihood.js';

/** What the gradient methods maximise: l(w, b) - l2 |w|^2 over checked data. */
export type PenalizedData = { readonly inputs: Matrix; readonly labels: Float64Array; readonly l2: number };

export type GradientPath = {
  readonly neuron: LinearNeuron;
  readonly settled: boolean;
  /** l - l2 |w|^2 before the first iteration (or epoch) and after each. */
  readonly history: readonly number[];
};

/**
 * w <- w + eta (X^T (y - p) - 2 l2 w), b <- b + eta sum (y - p): the rule of the course, from zero.
 *
 * The sum over the samples, not the mean: a fitting eta falls as 1/n. It climbs at every step if eta is below
 * 2 / (a quarter of the largest eigenvalue of X^T X, with a column of ones, plus 2 l2).
 *
 * @throws RangeError when the likelihood stops being a finite number.
 */
export function gradientAscent(
  data: PenalizedData,
  options: { readonly learningRate: number; readonly iterations: number; readonly tolerance: number },
): GradientPath {
  let neuron: LinearNeuron = { weights: new Float64Array(data.inputs.columns), bias: 0 };
  const history = [penalizedLikelihood(neuron, data)];
  for (let k = 1; k <= options.iterations; k++) {
    neuron = stepped(neuron, penalizedGradient(neuron, data), options.learningRate);
    history.push(finite(penalizedLikelihood(neuron, data), `iteration ${k}`, options.learningRate));
    if (gradientNorm(neuron, data) <= options.tolerance) return { neuron, settled: true, history };
  }
  return { neuron, settled: false, history };
}

/**
 * The same gradient over some samples at a time: w <- w + eta (X_B^T (y - p) / |B| - 2 l2 w / n).
 *
 * Each epoch deals the samples out into batches in a new random order; with batches of 1 this is stochastic
 * gradient descent. The mean over the batch estimates the gradient of the whole mean, so eta does not depend on n.
 *
 * @throws RangeError when the likelihood stops being a finite number.
 */
export function stochasticAscent(
  data: PenalizedData,
  options: {
    readonly learningRate: number;
    readonly epochs: number;
    readonly batchSize: number;
    readonly random: Random;
    readonly tolerance: number;
  },
): GradientPath {
  const n = data.inputs.rows;
  let neuron: LinearNeuron = { weights: new Float64Array(data.inputs.columns), bias: 0 };
  const history = [penalizedLikelihood(neuron, data)];
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    const order = options.random.permutation(n);
    for (let start = 0; start < n; start += options.batchSize) {
      const batch = order.subarray(start, start + options.batchSize);
      const share = { ...data, l2: (data.l2 * batch.length) / n };
      neuron = stepped(neuron, penalizedGradient(neuron, share, batch), options.learningRate / batch.length);
    }
    history.push(finite(penalizedLikelihood(neuron, data), `epoch ${epoch}`, options.learningRate));
    if (gradientNorm(neuron, data) <= options.tolerance) return { neuron, settled: true, history };
  }
  return { neuron, settled: false, history };
}

/** l(w, b) - l2 |w|^2. */
export function penalizedLikelihood(neuron: LinearNeuron, { inputs, labels, l2 }: PenalizedData): number {
  let value = 0;
  for (const weight of neuron.weights) value -= l2 * weight * weight;
  for (let i = 0; i < inputs.rows; i++) value += logProbability(netInput(neuron, inputs.row(i)), labels[i]!);
  return value;
}

/** The largest slope of the mean, |d(l - l2 |w|^2)| / n: 0 at the maximum. */
export function gradientNorm(neuron: LinearNeuron, data: PenalizedData): number {
  const { weights, bias } = penalizedGradient(neuron, data);
  return Math.max(Math.abs(bias), largestSize(weights)) / data.inputs.rows;
}

/** d(l - l2 |w|^2), l over the samples of a batch; over all where none is given. */
function penalizedGradient(neuron: LinearNeuron, data: PenalizedData, batch?: Uint32Array): LinearNeuron {
  const { inputs, labels, l2 } = data;
  const weights = neuron.weights.map((weight) => -2 * l2 * weight);
  let bias = 0;
  for (let k = 0; k < (batch ?? labels).length; k++) {
    const i = batch ? batch[k]! : k;
    const x = inputs.row(i);
    const residual = labelResidual(netInput(neuron, x), labels[i]!);
    for (let j = 0; j < x.length; j++) weights[j]! += residual * x[j]!;
    bias += residual;
  }
  return { weights, bias };
}

function stepped(neuron: LinearNeuron, gradient: LinearNeuron, learningRate: number): LinearNeuron {
  return {
    weights: neuron.weights.map((weight, j) => weight + learningRate * gradient.weights[j]!),
    bias: neuron.bias + learningRate * gradient.bias,
  };
}

function finite(value: number, when: string, learningRate: number): number {
  if (Number.isFinite(value)) return value;
  throw new RangeError(
    `fitLogisticRegression: expected a finite log-likelihood, got ${value} in ${when}. Lower the learning rate of ${learningRate}, or standardise the inputs.`,
  );
}
