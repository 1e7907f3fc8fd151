import type { LinearNeuron } from '../contracts.js';

/**
 * z = w . x + b: the net sum of a neuron.
 *
 * What every neuron of this package computes first; they differ in what they make of z.
 *
 * $$z = \sum_j w_j x_j + b, \qquad \frac{\partial z}{\partial w_j} = x_j, \quad \frac{\partial z}{\partial b} = 1$$
 *
 * Lengths are not checked here: the functions that take data check them once.
 *
 * @example
 * netInput({ weights: Float64Array.of(2, -1), bias: 0.5 }, [3, 4]) // => 2.5
 *
 * Source: Rosenblatt, "The perceptron", Psychological Review 65, 1958.
 */
export function netInput(neuron: LinearNeuron, input: ArrayLike<number>): number {
  let z = neuron.bias;
  for (let j = 0; j < neuron.weights.length; j++) z += neuron.weights[j]! * input[j]!;
  return z;
}
