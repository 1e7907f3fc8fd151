import type { Random } from '@handgrad/core-math';
import type { Model } from '@handgrad/mlp';
import type { Operations, Tensor } from '../contracts.js';
import { headGradientOf } from '../heads/headGradient.js';
import { kernelOfLayer, type LayerGradients, type LayerState, type Tensors } from '../layers/index.js';

/** A model as plans take it: what a batch goes through, there and back. */
export interface Network {
  /** What is drawn on the CPU for each batch, in the order of the draws. */
  readonly noise: readonly Noise[];
  /** A batch in training mode, there and back. */
  readonly pass: (operations: Operations, batch: TrainingBatch) => NetworkPass;
  /** What the last layer gives in inference mode. */
  readonly forward: (operations: Operations, batch: InferenceBatch) => Tensor;
}

export interface Noise {
  /** The name of the layer in the model. */
  readonly layer: string;
  readonly columns: number;
  /** rows x columns numbers. */
  readonly draw: (random: Random, rows: number) => Float32Array;
}

export interface InferenceBatch {
  readonly inputs: Tensor;
  /** By the paths of the model: 'dense1.weights'. */
  readonly parameters: Tensors;
  readonly statistics: Tensors;
}

export interface TrainingBatch extends InferenceBatch {
  readonly targets: Tensor;
  /** The factor of each row's loss in the mean, [n x 1]: see `rowScales`. */
  readonly scales: Tensor;
  /** For each layer that draws, by its name, what was drawn, [n x columns]. */
  readonly noise: Tensors;
}

export interface NetworkPass {
  readonly outputs: Tensor;
  /** dL/d parameter by the paths of the model, without the penalties of regularizers. */
  readonly gradients: Tensors;
  /** After this batch, by the paths of the model: all of them, also those that stayed as they were. */
  readonly statistics: Tensors;
}

/**
 * The model on a device: the same layers and head, on tensors. Nothing is computed; plans are built from this.
 *
 * @throws RangeError for a layer or a loss that the GPU has not, by name; `caller` begins the message.
 */
export function networkOf({ layers, head }: Pick<Model, 'layers' | 'head'>, caller = 'networkOf'): Network {
  const steps = layers.map(({ name, layer, inputs }) => ({ name, inputs, kernel: kernelOfLayer(layer, caller) }));
  const headGradient = headGradientOf(head.loss, caller);
  const noise = steps.flatMap<Noise>(({ name, inputs, kernel: { draw } }) =>
    draw ? [{ layer: name, columns: inputs, draw: (random, rows) => draw(random, rows * inputs) }] : [],
  );

  function pass(operations: Operations, batch: TrainingBatch): NetworkPass {
    let outputs = batch.inputs;
    let statistics = batch.statistics;
    const ways: ((outputGradient: Tensor) => LayerGradients)[] = [];
    for (const { name, kernel } of steps) {
      const done = kernel.forward(operations, outputs, stateOf(name, batch));
      outputs = done.output;
      ways.push(done.backward);
      if (done.statistics) statistics = { ...statistics, ...underName(name, done.statistics) };
    }
    let delta = headGradient(operations, outputs, batch.targets, batch.scales);
    let gradients: Tensors = {};
    for (let l = steps.length - 1; l >= 0; l--) {
      const { parameterGradients, inputGradient } = ways[l](delta);
      gradients = { ...underName(steps[l].name, parameterGradients), ...gradients };
      if (l > 0) delta = inputGradient();
    }
    return { outputs, gradients, statistics };
  }

  function forward(operations: Operations, batch: InferenceBatch): Tensor {
    return steps.reduce((input, { name, kernel }) => {
      const state = stateOf(name, batch);
      return kernel.infer?.(operations, input, state) ?? kernel.forward(operations, input, state).output;
    }, batch.inputs);
  }

  return Object.freeze<Network>({ noise, pass, forward });
}

function stateOf(layer: string, batch: InferenceBatch & Partial<TrainingBatch>): LayerState {
  const noise = batch.noise?.[layer];
  return {
    parameters: ofLayer(batch.parameters, layer),
    statistics: ofLayer(batch.statistics, layer),
    ...(noise && { noise }),
  };
}

/** 'dense1.weights' is `weights` to dense1. */
function ofLayer(all: Tensors, layer: string): Tensors {
  const own = Object.entries(all).filter(([path]) => path.startsWith(`${layer}.`));
  return Object.fromEntries(own.map(([path, tensor]) => [path.slice(layer.length + 1), tensor]));
}

/** The other way round: `weights` of dense1 as 'dense1.weights'. */
function underName(layer: string, own: Tensors): Tensors {
  return Object.fromEntries(Object.entries(own).map(([name, tensor]) => [`${layer}.${name}`, tensor]));
}
