import type { BooleanNeuron } from '../contracts.js';

/**
 * Fires when no inhibitory input is on and at least `threshold` excitatory inputs are on.
 *
 * The first model of a neuron: true and false in, true or false out, no weights and nothing to learn. Networks of them
 * compute every boolean function.
 *
 * $$y = \begin{cases} 1 & \text{if } \sum_i e_i \ge \theta \text{ and } \sum_k h_k = 0 \\ 0 & \text{otherwise} \end{cases}$$
 *
 * There is no derivative: nothing here is a real number. One neuron is weaker than a perceptron. Every excitatory
 * input counts the same, so "a, or both b and c" is out of reach of any one threshold, while the perceptron with
 * weights (2, 1, 1) and bias -2 computes it (the test tries all neurons).
 *
 * @throws RangeError when the threshold is not a whole number.
 * @throws TypeError when an input is not a boolean.
 * @example
 * mcCullochPitts([true, true, false], 2) // => true
 * mcCullochPitts([true, true, false], 2, [true]) // => false
 *
 * Source: McCulloch, Pitts, "A logical calculus of the ideas immanent in nervous activity", 1943, section 2
 * (inhibition is absolute).
 */
export function mcCullochPitts(
  excitatory: readonly boolean[],
  threshold: number,
  inhibitory: readonly boolean[] = [],
): boolean {
  if (!Number.isInteger(threshold)) {
    throw new RangeError(
      `mcCullochPitts: expected a whole number as threshold, got ${threshold}. Pass how many inputs must be on.`,
    );
  }
  for (const input of [...excitatory, ...inhibitory]) {
    if (typeof input !== 'boolean') {
      throw new TypeError(
        `mcCullochPitts: expected true or false, got ${String(input)}. For real inputs use perceptronStep.`,
      );
    }
  }
  const active = excitatory.filter((input) => input).length;
  return !inhibitory.includes(true) && active >= threshold;
}

/**
 * All inputs on: threshold n.
 *
 * @example
 * andNeuron([true, false]) // => false
 */
export function andNeuron(inputs: readonly boolean[]): boolean {
  return mcCullochPitts(inputs, inputs.length);
}

/**
 * At least one input on: threshold 1.
 *
 * @example
 * orNeuron([true, false]) // => true
 */
export function orNeuron(inputs: readonly boolean[]): boolean {
  return mcCullochPitts(inputs, 1);
}

/**
 * Not: threshold 0 and one inhibitory input, the only way to say no without a negative weight.
 *
 * @example
 * notNeuron(true) // => false
 */
export function notNeuron(input: boolean): boolean {
  return mcCullochPitts([], 0, [input]);
}

export const mcCullochPittsFormula: BooleanNeuron = Object.freeze({
  kind: 'booleanNeuron',
  name: 'mcCullochPitts',
  value: mcCullochPitts,
  tex: { value: 'y = \\left[\\sum_i e_i \\ge \\theta\\right] \\prod_k (1 - h_k)' },
  sources: [
    {
      author: 'W. S. McCulloch, W. Pitts',
      title: 'A logical calculus of the ideas immanent in nervous activity',
      year: 1943,
      where: 'Bulletin of Mathematical Biophysics 5, section 2',
    },
  ],
});
