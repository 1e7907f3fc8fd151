import type { LinearNeuron, ThresholdNeuron } from '../contracts.js';
import { netInput } from './netInput.js';

/**
 * sign(w . x + b): -1, 0 or 1.
 *
 * The perceptron for labels -1 and 1, the form that the perceptron rule uses.
 *
 * $$y = \operatorname{sign}(z), \quad z = w \cdot x + b, \qquad \frac{d \operatorname{sign}}{dz} = 0 \text{ for } z \ne 0$$
 *
 * At z = 0 the answer is 0, which is no label. The two texts of the course disagree here: the step form fires at 0, the
 * sign form never agrees with a label there. For the rule this matters. It starts at w = 0, b = 0, where every z is 0;
 * because 0 equals no label, the first sample is a mistake and learning begins. NaN gives NaN.
 *
 * @example
 * perceptronSign({ weights: Float64Array.of(1, 1), bias: -1.5 }, [1, 0]) // => -1
 * perceptronSign({ weights: Float64Array.of(0, 0), bias: 0 }, [1, 0]) // => 0
 *
 * Source: Novikoff, "On convergence proofs for perceptrons", 1962.
 */
export function perceptronSign(neuron: LinearNeuron, input: ArrayLike<number>): number {
  const z = netInput(neuron, input);
  return z > 0 ? 1 : z < 0 ? -1 : z === 0 ? 0 : NaN;
}

export const perceptronSignFormula: ThresholdNeuron = Object.freeze({
  kind: 'thresholdNeuron',
  name: 'perceptronSign',
  value: perceptronSign,
  outputs: { rests: -1, atZero: 0, fires: 1 },
  tex: {
    value: 'y = \\operatorname{sign}(w \\cdot x + b)',
    derivative: "\\operatorname{sign}'(z) = 0, \\quad z \\ne 0",
  },
  sources: [
    {
      author: 'A. B. J. Novikoff',
      title: 'On convergence proofs for perceptrons',
      year: 1962,
      where: 'Symposium on the Mathematical Theory of Automata',
    },
  ],
});
