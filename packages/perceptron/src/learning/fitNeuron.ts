import { lecunNormal, type Matrix, type Random } from '@handgrad/core-math';
import type { Estimator, LinearNeuron, Targets } from '../contracts.js';
import { sigmoidNeuronFormula } from '../neurons/sigmoidNeuron.js';
import {
  requireCount,
  requireInputs,
  requireOptions,
  requirePositive,
  requireRandom,
  requireTargets,
  unitTargets,
} from '../requirements.js';
import { descendNeuron, type NeuronFit } from './descendNeuron.js';

export type NeuronOptions = {
  readonly learningRate: number;
  readonly epochs: number;
  /** Draws the first weights and, with `update: 'random'`, the order of the samples. */
  readonly random: Random;
  /** 'batch' (default): one update an epoch, divided by n; 'fixed' and 'random': one after each sample. */
  readonly update?: 'batch' | 'fixed' | 'random';
};

/**
 * Weights from N(0, 1/sqrt(d)) (`lecunNormal`), bias 0: what `fitNeuron` starts from.
 *
 * 1/sqrt(d) is the standard deviation: a sum of d standardised inputs then has variance 1, where the sigmoid is not saturated.
 */
export function initialNeuron(inputs: number, random: Random): LinearNeuron {
  requireRandom('initialNeuron', random);
  return { weights: lecunNormal(random, inputs, 1).data, bias: 0 };
}

/**
 * Learns a sigmoid neuron by gradient descent on the mean of (o - t)^2 / 2.
 *
 * One batch update an epoch: w <- w + eta/n sum (t - o) o (1 - o) x. The recipe of the course for graduate admissions: turn
 * the rank into dummy variables, standardise the columns of numbers (gre, gpa) to mean 0 and standard deviation 1, then
 * `fitNeuron(inputs, admitted, { learningRate: 0.5, epochs: 1000, random: randomGenerator(21) })`. With a bias in the
 * neuron, leave one rank out of the dummy variables: it is what the others are compared with.
 *
 * Squared error under a sigmoid is not convex, so another start may end elsewhere; `fitLogisticRegression` maximises the
 * likelihood of the same neuron, which has one maximum.
 *
 * @throws RangeError for data that do not fit, targets outside 0 .. 1, a learning rate that is not positive, fewer than one epoch.
 * @example
 * const or = Matrix.fromRows([[0, 0], [0, 1], [1, 0], [1, 1]]);
 * const fit = fitNeuron(or, [0, 1, 1, 1], { learningRate: 5, epochs: 1000, random: randomGenerator(1) });
 * fit.losses.at(-1) < 0.01 // => true
 *
 * Source: Rumelhart, Hinton, Williams, "Learning representations by back-propagating errors", Nature 323, 1986.
 */
export function fitNeuron(inputs: Matrix, targets: Targets, options: NeuronOptions): NeuronFit {
  requireOptions('fitNeuron', options);
  requireRandom('fitNeuron', options.random);
  requireInputs('fitNeuron', inputs);
  const values = requireTargets('fitNeuron', targets, inputs.rows, unitTargets);
  requirePositive('fitNeuron', 'learning rate', options.learningRate);
  requireCount('fitNeuron', 'epochs', options.epochs);
  const { learningRate, epochs, random, update = 'batch' } = options;
  const order = update === 'random' ? { update, random } : { update };
  return descendNeuron(
    'fitNeuron',
    sigmoidNeuronFormula,
    initialNeuron(inputs.columns, random),
    { inputs, targets: values },
    { learningRate, epochs, ...order },
  );
}

export const fitNeuronFormula: Estimator<typeof fitNeuron> = Object.freeze({
  kind: 'estimator',
  name: 'fitNeuron',
  value: fitNeuron,
  tex: {
    value: '\\min_{w, b}\\; \\frac{1}{2n} \\sum_i (o_i - t_i)^2, \\quad o_i = \\sigma(w \\cdot x_i + b)',
    derivative: 'w \\leftarrow w + \\frac{\\eta}{n} \\sum_i (t_i - o_i)\\, o_i (1 - o_i)\\, x_i',
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
