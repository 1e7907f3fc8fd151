import { type Matrix, sigmoid } from '@handgrad/core-math';
import type { LinearNeuron } from '../contracts.js';
import { netInput } from '../neurons/netInput.js';
import { requireNeuron, requireSamples } from '../requirements.js';

/**
 * p = sigma(w . x + b) for every sample: the probability of class 1.
 *
 * @throws RangeError when shapes do not fit.
 * @example
 * logisticProbabilities({ weights: Float64Array.of(1), bias: -2 }, Matrix.column([2, 3])) // => [0.5, 0.7310585786]
 */
export function logisticProbabilities(neuron: LinearNeuron, inputs: Matrix): Float64Array {
  requireSamples('logisticProbabilities', inputs);
  requireNeuron('logisticProbabilities', neuron, inputs.columns);
  return Float64Array.from({ length: inputs.rows }, (_, i) => sigmoid(netInput(neuron, inputs.row(i))));
}
