import { sigmoid, sigmoidDerivative } from '@handgrad/core-math';
import type { DifferentiableNeuron, LinearNeuron } from '../contracts.js';
import { netInput } from './netInput.js';

/**
 * o = sigma(w . x + b): what a sigmoid neuron answers.
 *
 * @example
 * sigmoidOutput({ weights: Float64Array.of(1, -1), bias: 0 }, [2, 2]) // => 0.5
 */
export function sigmoidOutput(neuron: LinearNeuron, input: ArrayLike<number>): number {
  return sigmoid(netInput(neuron, input));
}

/**
 * L = (o - t)^2 / 2 with o = sigma(w . x + b): the squared error of one sigmoid neuron.
 *
 * The smallest network that learns by backpropagation.
 *
 * $$L = \tfrac12 (o - t)^2, \quad o = \sigma(z), \qquad
 * \frac{\partial L}{\partial w_j} = (o - t)\, o\, (1 - o)\, x_j, \quad \frac{\partial L}{\partial b} = (o - t)\, o\, (1 - o)$$
 *
 * 1. dL/do = o - t. 2. do/dz = o (1 - o). 3. dz/dw_j = x_j, dz/db = 1. 4. The chain rule multiplies the three.
 *
 * The factor o (1 - o) is at most 1/4 and vanishes where the neuron is sure of itself, rightly or wrongly: a neuron that
 * is badly wrong learns slowly. The log-likelihood cancels this factor (see `logLikelihood`).
 *
 * Computed as: o (1 - o) = e / (1 + e)^2 with e = exp(-|z|), which keeps its digits where 1 - o rounds to 0 (z > 37).
 *
 * @example
 * sigmoidNeuron({ weights: Float64Array.of(0.5), bias: -1 }, [2], 1) // => 0.125
 *
 * Source: Rumelhart, Hinton, Williams, "Learning representations by back-propagating errors", Nature 323, 1986.
 */
export function sigmoidNeuron(neuron: LinearNeuron, input: ArrayLike<number>, target: number): number {
  return (sigmoidOutput(neuron, input) - target) ** 2 / 2;
}

/**
 * dL/dw = (o - t) o (1 - o) x, dL/db = (o - t) o (1 - o).
 *
 * @example
 * sigmoidNeuronGradient({ weights: Float64Array.of(0.5), bias: -1 }, [2], 1).weights // => [-0.25]
 */
export function sigmoidNeuronGradient(neuron: LinearNeuron, input: ArrayLike<number>, target: number): LinearNeuron {
  const z = netInput(neuron, input);
  const error = (sigmoid(z) - target) * sigmoidDerivative(z);
  return { weights: neuron.weights.map((_, j) => error * input[j]!), bias: error };
}

export const sigmoidNeuronFormula: DifferentiableNeuron = Object.freeze({
  kind: 'differentiableNeuron',
  name: 'sigmoidNeuron',
  output: sigmoidOutput,
  value: sigmoidNeuron,
  gradient: sigmoidNeuronGradient,
  targets: { low: 0, high: 1 },
  tex: {
    value: 'L = \\tfrac12 (o - t)^2, \\quad o = \\sigma(w \\cdot x + b)',
    derivative: '\\partial L / \\partial w_j = (o - t)\\, o\\, (1 - o)\\, x_j',
  },
  sources: [
    {
      author: 'D. E. Rumelhart, G. E. Hinton, R. J. Williams',
      title: 'Learning representations by back-propagating errors',
      year: 1986,
      where: 'Nature 323',
    },
  ],
});
