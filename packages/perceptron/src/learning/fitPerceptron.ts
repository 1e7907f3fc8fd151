import type { Matrix, Random } from '@handgrad/core-math';
import type { Estimator, LinearNeuron, Targets } from '../contracts.js';
import {
  requireCount,
  requireInputs,
  requireOptions,
  requirePositive,
  requireRandom,
  requireTargets,
  signLabels,
} from '../requirements.js';
import { perceptronRule } from './perceptronRule.js';

export type PerceptronOptions = {
  /** Eta. From a start at zero it only scales w and b: the mistakes are the same for every eta. Default 1. */
  readonly learningRate?: number;
  /** The most epochs to try: without a limit, data that no line separates would never end. Default 100. */
  readonly epochs?: number;
} & (
  | { /** Samples in the order of the rows. */ readonly order?: 'fixed' }
  | { /** A new random order each epoch. */ readonly order: 'random'; readonly random: Random }
);

export type PerceptronFit = LinearNeuron & {
  /** Whether an epoch passed without a mistake; otherwise the limit was reached. */
  readonly converged: boolean;
  readonly reason: 'noMistake' | 'limit';
  /** Epochs made, the one without a mistake included. */
  readonly epochs: number;
  /** Mistakes in each epoch. */
  readonly mistakes: readonly number[];
  /** All mistakes, each of which was one update. */
  readonly updates: number;
};

/**
 * Learns a separating hyperplane by the perceptron rule, from w = 0 and b = 0.
 *
 * It goes through the samples epoch by epoch, applies `perceptronRule` to each, and stops after an epoch without a mistake
 * (every sample is then strictly on its own side) or at the limit, and says which. If some hyperplane separates the
 * data, it stops after at most `novikoffBound` updates; if none does (XOR), it never does.
 *
 * @throws RangeError for an empty data set, NaN in the inputs, labels other than -1 and 1, a learning rate that is not
 * positive, fewer than one epoch.
 * @example
 * const corners = Matrix.fromRows([[0, 0], [0, 1], [1, 0], [1, 1]]);
 * fitPerceptron(corners, [-1, -1, -1, 1]).converged // => true
 * fitPerceptron(corners, [-1, 1, 1, -1]).reason // => 'limit'
 *
 * Source: Rosenblatt, "Principles of neurodynamics", 1962, chapter 5.
 */
export function fitPerceptron(inputs: Matrix, labels: Targets, options: PerceptronOptions = {}): PerceptronFit {
  requireOptions('fitPerceptron', options);
  const { learningRate = 1, epochs = 100 } = options;
  requireInputs('fitPerceptron', inputs);
  const targets = requireTargets('fitPerceptron', labels, inputs.rows, signLabels);
  requirePositive('fitPerceptron', 'learning rate', learningRate);
  requireCount('fitPerceptron', 'epochs', epochs);

  let neuron: LinearNeuron = { weights: new Float64Array(inputs.columns), bias: 0 };
  const mistakes: number[] = [];
  while (mistakes.length < epochs && mistakes.at(-1) !== 0) {
    let count = 0;
    for (const i of orderOfEpoch(inputs.rows, options)) {
      const learned = perceptronRule(neuron, inputs.row(i), targets[i]!, learningRate);
      if (learned !== neuron) count++;
      neuron = learned;
    }
    mistakes.push(count);
  }
  const converged = mistakes.at(-1) === 0;
  return {
    ...neuron,
    converged,
    reason: converged ? 'noMistake' : 'limit',
    epochs: mistakes.length,
    mistakes,
    updates: mistakes.reduce((sum, count) => sum + count, 0),
  };
}

function orderOfEpoch(samples: number, options: PerceptronOptions): Iterable<number> {
  const order: string = options.order ?? 'fixed';
  if (order === 'fixed') return new Array(samples).keys();
  if (options.order !== 'random') {
    throw new RangeError(
      `fitPerceptron: expected order 'fixed' or 'random', got '${order}'. Leave it out for the order of the rows.`,
    );
  }
  requireRandom('fitPerceptron', options.random);
  return options.random.permutation(samples);
}

export const fitPerceptronFormula: Estimator<typeof fitPerceptron> = Object.freeze({
  kind: 'estimator',
  name: 'fitPerceptron',
  value: fitPerceptron,
  tex: { value: '\\text{find } w, b:\\; y_i (w \\cdot x_i + b) > 0 \\text{ for all } i' },
  sources: [{ author: 'F. Rosenblatt', title: 'Principles of neurodynamics', year: 1962, where: 'chapter 5' }],
});
