import { activations, lookup, type Dataset } from '@handgrad/core-math';
import {
  activation,
  dense,
  heads,
  optimizerFactories,
  outputLayerOf,
  sequential,
  type Head,
  type Model,
  type Optimizer,
} from '@handgrad/mlp';

/** What a user asks for on the command line; names are looked up here, so that a wrong one says which are known. */
export interface NetworkOptions {
  /** Units of the hidden layers, first to last. */
  readonly layers: readonly number[];
  readonly activation: string;
  /** The name of a loss. */
  readonly loss: string;
  readonly seed: number;
}

/** The loss that fits what the targets are: several classes, two classes, or numbers. */
export function lossFor(dataset: Dataset): string {
  if (!dataset.classes) return 'squaredError';
  return dataset.targets === 1 ? 'binaryCrossEntropyFromLogits' : 'softmaxCrossEntropy';
}

/** How a loss wants classes to stand in the targets; what is left out is as the data set has it. */
export interface WantedTargets {
  /** The number of the class, or one-hot rows. */
  readonly kind?: 'oneHot' | 'classIndex';
  /** Two classes are -1 and 1 instead of 0 and 1. */
  readonly signs?: boolean;
}

export function targetsFor(loss: string): WantedTargets {
  const { loss: entry } = lookup<Head>(heads, loss, '--loss');
  if (entry.kind === 'rowLoss') return { kind: entry.targets === 'classIndex' ? 'classIndex' : 'oneHot' };
  return { signs: !('low' in entry.targets) };
}

/** Hidden dense layers with their activation, an output layer, and where the loss takes no logits what maps to its domain. */
export function buildNetwork(train: Dataset, { layers, activation: name, loss, seed }: NetworkOptions): Model {
  const head: Head = lookup<Head>(heads, loss, '--loss');
  const formula = lookup(activations, name, '--activation');
  const byIndex = head.loss.kind === 'rowLoss' && head.loss.targets === 'classIndex';
  const output = outputLayerOf(head.loss);
  const outputs = byIndex ? (train.classes?.length ?? 1) : train.targets;
  return sequential(
    [
      ...layers.flatMap((units) => [dense({ units }), activation(formula)]),
      dense({ units: outputs }),
      ...(output ? [output] : []),
    ],
    { inputs: train.inputs, loss: head, seed },
  );
}

/** The update rule by name, with its own default learning rate unless one is given. */
export function buildOptimizer(name: string, learningRate: number | undefined): Optimizer {
  const make = lookup<(options: { learningRate?: number }) => Optimizer>(optimizerFactories, name, '--optimizer');
  return make(learningRate === undefined ? {} : { learningRate });
}
