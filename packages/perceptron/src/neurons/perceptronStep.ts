import type { LinearNeuron, ThresholdNeuron } from '../contracts.js';
import { netInput } from './netInput.js';

/**
 * H(w . x + b): 1 for z >= 0, otherwise 0.
 *
 * The perceptron with answers 0 and 1: it fires on one side of a hyperplane, and on the hyperplane itself.
 *
 * $$y = H(z), \quad z = w \cdot x + b, \quad H(z) = \begin{cases} 1 & z \ge 0 \\ 0 & z < 0 \end{cases}, \qquad
 * \frac{dH}{dz} = 0 \text{ for } z \ne 0$$
 *
 * The derivative is 0 wherever there is one, so gradient descent learns nothing: the perceptron rule needs none.
 *
 * At z = 0 it fires, by convention. NaN gives NaN.
 *
 * @example
 * perceptronStep({ weights: Float64Array.of(1, 1), bias: -1.5 }, [1, 1]) // => 1
 * perceptronStep({ weights: Float64Array.of(1, 1), bias: -2 }, [1, 1]) // => 1
 *
 * Source: Rosenblatt, "The perceptron", Psychological Review 65, 1958.
 */
export function perceptronStep(neuron: LinearNeuron, input: ArrayLike<number>): number {
  const z = netInput(neuron, input);
  return z >= 0 ? 1 : z < 0 ? 0 : NaN;
}

export const perceptronStepFormula: ThresholdNeuron = Object.freeze({
  kind: 'thresholdNeuron',
  name: 'perceptronStep',
  value: perceptronStep,
  outputs: { rests: 0, atZero: 1, fires: 1 },
  tex: { value: 'y = H(w \\cdot x + b)', derivative: "H'(z) = 0, \\quad z \\ne 0" },
  sources: [
    {
      author: 'F. Rosenblatt',
      title: 'The perceptron: a probabilistic model for information storage and organization in the brain',
      year: 1958,
      where: 'Psychological Review 65',
    },
  ],
});
