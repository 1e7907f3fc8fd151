import type { Matrix } from '@handgrad/core-math';
import type { Estimator, Targets } from '../contracts.js';
import { adalineFormula } from '../neurons/adaline.js';
import {
  finiteTargets,
  requireCount,
  requireInputs,
  requireOptions,
  requirePositive,
  requireTargets,
} from '../requirements.js';
import { descendNeuron, type NeuronFit, type UpdateOptions } from './descendNeuron.js';

export type AdalineOptions = UpdateOptions & { readonly learningRate: number; readonly epochs: number };

/**
 * Learns a linear neuron by the delta rule, from w = 0 and b = 0.
 *
 * In a batch: w <- w - eta/n sum (z - t) x. Its limit is the least squares solution, if eta < 2 n / (largest eigenvalue
 * of X^T X, with a column of ones). Sample by sample (`update: 'random'`) it is least mean squares, and at a fixed eta
 * keeps moving around the solution unless that fits exactly. To classify, give the targets -1 and 1 and take the sign of the output.
 *
 * @throws RangeError for data that do not fit, a learning rate that is not positive, fewer than one epoch, and a loss
 * that grows beyond all numbers.
 * @example
 * const fit = fitAdaline(Matrix.fromRows([[0], [1], [2]]), [1, 3, 5], { learningRate: 0.5, epochs: 500 });
 * Math.abs(fit.weights[0] - 2) < 1e-9 // => true
 * Math.abs(fit.bias - 1) < 1e-9 // => true
 *
 * Source: Widrow, Hoff, "Adaptive switching circuits", IRE WESCON, 1960.
 */
export function fitAdaline(inputs: Matrix, targets: Targets, options: AdalineOptions): NeuronFit {
  requireOptions('fitAdaline', options);
  requireInputs('fitAdaline', inputs);
  const values = requireTargets('fitAdaline', targets, inputs.rows, finiteTargets);
  requirePositive('fitAdaline', 'learning rate', options.learningRate);
  requireCount('fitAdaline', 'epochs', options.epochs);
  const start = { weights: new Float64Array(inputs.columns), bias: 0 };
  return descendNeuron('fitAdaline', adalineFormula, start, { inputs, targets: values }, options);
}

export const fitAdalineFormula: Estimator<typeof fitAdaline> = Object.freeze({
  kind: 'estimator',
  name: 'fitAdaline',
  value: fitAdaline,
  tex: {
    value: '\\arg\\min_{w, b}\\; \\frac{1}{2n} \\sum_i (w \\cdot x_i + b - t_i)^2',
    derivative: 'X^T (z - t) = 0, \\quad \\sum_i (z_i - t_i) = 0',
  },
  sources: [{ author: 'B. Widrow, M. E. Hoff', title: 'Adaptive switching circuits', year: 1960, where: 'IRE WESCON' }],
});
