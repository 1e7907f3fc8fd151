import type { Matrix, Random } from '@handgrad/core-math';
import type { DifferentiableNeuron, LinearNeuron } from '../contracts.js';
import { requireRandom } from '../requirements.js';

/** When a neuron is updated. */
export type UpdateOptions =
  | {
      /** Once an epoch, by the mean of the gradients (the default), or after each sample in the order of the rows. */ readonly update?:
        'batch' | 'fixed';
    }
  | { /** After each sample, in a new random order each epoch. */ readonly update: 'random'; readonly random: Random };

export type NeuronFit = LinearNeuron & {
  /** The mean loss before the first epoch and after each: one number more than there were epochs. */
  readonly losses: readonly number[];
  readonly epochs: number;
};

/**
 * Gradient descent on the mean loss of one neuron; what `fitAdaline` and `fitNeuron` share. Data are checked already.
 *
 * @throws RangeError when the loss stops being a finite number.
 */
export function descendNeuron(
  where: string,
  formula: DifferentiableNeuron,
  start: LinearNeuron,
  data: { readonly inputs: Matrix; readonly targets: Float64Array },
  options: UpdateOptions & { readonly learningRate: number; readonly epochs: number },
): NeuronFit {
  const { inputs, targets } = data;
  const { learningRate, epochs } = options;
  const update: string = options.update ?? 'batch';
  if (!['batch', 'fixed', 'random'].includes(update)) {
    throw new RangeError(
      `${where}: expected update 'batch', 'fixed' or 'random', got '${update}'. Leave it out for 'batch'.`,
    );
  }
  if (options.update === 'random') requireRandom(where, options.random);
  let neuron = start;
  const losses = [meanLoss(formula, neuron, inputs, targets)];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    if (update === 'batch') {
      neuron = stepped(neuron, meanGradient(formula, neuron, inputs, targets), learningRate);
    } else {
      const order =
        options.update === 'random' ? options.random.permutation(inputs.rows) : new Array(inputs.rows).keys();
      for (const i of order)
        neuron = stepped(neuron, formula.gradient(neuron, inputs.row(i), targets[i]!), learningRate);
    }
    const loss = meanLoss(formula, neuron, inputs, targets);
    if (!Number.isFinite(loss)) {
      throw new RangeError(
        `${where}: expected a finite loss, got ${loss} after epoch ${epoch}. Lower the learning rate of ${learningRate}, or standardise the inputs.`,
      );
    }
    losses.push(loss);
  }
  return { ...neuron, losses, epochs };
}

function stepped(neuron: LinearNeuron, gradient: LinearNeuron, learningRate: number): LinearNeuron {
  return {
    weights: neuron.weights.map((weight, j) => weight - learningRate * gradient.weights[j]!),
    bias: neuron.bias - learningRate * gradient.bias,
  };
}

function meanLoss(formula: DifferentiableNeuron, neuron: LinearNeuron, inputs: Matrix, targets: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < inputs.rows; i++) sum += formula.value(neuron, inputs.row(i), targets[i]!);
  return sum / inputs.rows;
}

function meanGradient(
  formula: DifferentiableNeuron,
  neuron: LinearNeuron,
  inputs: Matrix,
  targets: Float64Array,
): LinearNeuron {
  const weights = new Float64Array(inputs.columns);
  let bias = 0;
  for (let i = 0; i < inputs.rows; i++) {
    const one = formula.gradient(neuron, inputs.row(i), targets[i]!);
    for (let j = 0; j < weights.length; j++) weights[j]! += one.weights[j]!;
    bias += one.bias;
  }
  return { weights: weights.map((sum) => sum / inputs.rows), bias: bias / inputs.rows };
}
