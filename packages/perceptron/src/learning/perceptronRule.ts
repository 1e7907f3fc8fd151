import type { LearningRule, LinearNeuron } from '../contracts.js';
import { perceptronSign } from '../neurons/perceptronSign.js';

/**
 * On a mistake: w <- w + eta y x, b <- b + eta y. Otherwise nothing changes.
 *
 * One step of Rosenblatt's rule, for a sample x with the label y = -1 or 1. A mistake is sign(w . x + b) != y, so a
 * sample on the boundary is one too.
 *
 * $$w \leftarrow w + \eta\, y\, x, \quad b \leftarrow b + \eta\, y \qquad \text{if } \operatorname{sign}(w \cdot x + b) \ne y$$
 *
 * Why it helps: afterwards y z is larger by $\eta(\lVert x \rVert^2 + 1)$, since
 * $y\,\big((w + \eta y x) \cdot x + b + \eta y\big) = y z + \eta y^2 (x \cdot x + 1)$.
 * It is gradient descent on the perceptron loss max(0, -y z), whose gradient is -y x on the wrong side and 0 on the right
 * one; on the boundary, a kink, the rule takes -y x.
 *
 * @example
 * const learned = perceptronRule({ weights: Float64Array.of(0, 0), bias: 0 }, [2, 1], -1, 0.5);
 * learned.weights // => [-1, -0.5]
 * learned.bias // => -0.5
 *
 * Source: Rosenblatt, "Principles of neurodynamics", 1962, chapter 5.
 */
export function perceptronRule(
  neuron: LinearNeuron,
  input: ArrayLike<number>,
  label: number,
  learningRate: number,
): LinearNeuron {
  if (perceptronSign(neuron, input) === label) return neuron;
  return {
    weights: neuron.weights.map((weight, j) => weight + learningRate * label * input[j]!),
    bias: neuron.bias + learningRate * label,
  };
}

export const perceptronRuleFormula: LearningRule = Object.freeze({
  kind: 'learningRule',
  name: 'perceptronRule',
  value: perceptronRule,
  tex: {
    value:
      'w \\leftarrow w + \\eta\\, y\\, x,\\; b \\leftarrow b + \\eta\\, y \\quad \\text{if } \\operatorname{sign}(w \\cdot x + b) \\ne y',
    derivative: '\\nabla_w \\max(0, -y z) = -y\\, x \\quad \\text{if } y z < 0',
  },
  sources: [{ author: 'F. Rosenblatt', title: 'Principles of neurodynamics', year: 1962, where: 'chapter 5' }],
});
