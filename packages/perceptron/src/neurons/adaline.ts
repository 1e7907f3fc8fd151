import type { DifferentiableNeuron, LinearNeuron } from '../contracts.js';
import { netInput } from './netInput.js';

/**
 * L = (w . x + b - t)^2 / 2: the squared error of a neuron with linear activation.
 *
 * Adaline (adaptive linear neuron) is the step between the perceptron rule and gradient descent on a network: it
 * compares the target with z itself, before any threshold, so that the error has a derivative.
 *
 * $$L = \tfrac12 (z - t)^2, \qquad \frac{\partial L}{\partial w_j} = (z - t)\, x_j, \quad \frac{\partial L}{\partial b} = z - t$$
 *
 * 1. dL/dz = z - t, by the power rule; the 1/2 cancels the 2. 2. dz/dw_j = x_j and dz/db = 1. 3. The chain rule multiplies them.
 *
 * A descent step w <- w - eta (z - t) x is the delta rule (Widrow-Hoff, least mean squares). Set beside the perceptron
 * rule, eta y x is replaced by eta (t - z) x: the correction shrinks with the error and never quite stops.
 *
 * @example
 * adaline({ weights: Float64Array.of(1, 2), bias: 0.5 }, [1, 1], 3) // => 0.125
 *
 * Source: Widrow, Hoff, "Adaptive switching circuits", IRE WESCON, 1960.
 */
export function adaline(neuron: LinearNeuron, input: ArrayLike<number>, target: number): number {
  return (netInput(neuron, input) - target) ** 2 / 2;
}

/**
 * dL/dw = (z - t) x, dL/db = z - t.
 *
 * @example
 * adalineGradient({ weights: Float64Array.of(1, 2), bias: 0.5 }, [1, 1], 3).weights // => [0.5, 0.5]
 */
export function adalineGradient(neuron: LinearNeuron, input: ArrayLike<number>, target: number): LinearNeuron {
  const error = netInput(neuron, input) - target;
  return { weights: neuron.weights.map((_, j) => error * input[j]!), bias: error };
}

export const adalineFormula: DifferentiableNeuron = Object.freeze({
  kind: 'differentiableNeuron',
  name: 'adaline',
  output: netInput,
  value: adaline,
  gradient: adalineGradient,
  targets: { low: -Infinity, high: Infinity },
  tex: {
    value: 'L = \\tfrac12 (w \\cdot x + b - t)^2',
    derivative: '\\partial L / \\partial w_j = (z - t)\\, x_j, \\quad \\partial L / \\partial b = z - t',
  },
  sources: [
    {
      author: 'B. Widrow, M. E. Hoff',
      title: 'Adaptive switching circuits',
      year: 1960,
      where: 'IRE WESCON Convention Record 4',
    },
  ],
});
