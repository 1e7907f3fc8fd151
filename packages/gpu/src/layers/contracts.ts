import type { Random } from '@handgrad/core-math';
import type { Operations, Tensor } from '../contracts.js';

/** Named tensors: the parameters or statistics of a layer or of a network, or gradients of the same names. */
export type Tensors = Readonly<Record<string, Tensor>>;

/** What a layer has of its own, beside what comes in. */
export interface LayerState {
  readonly parameters: Tensors;
  readonly statistics: Tensors;
  /** What `draw` drew for this batch, one entry for each of the input, while learning. */
  readonly noise?: Tensor;
}

/** A batch on its way through a layer that learns. */
export interface LayerPass {
  readonly output: Tensor;
  /** The statistics after this batch, from layers that run any. */
  readonly statistics?: Tensors;
  readonly backward: (outputGradient: Tensor) => LayerGradients;
}

export interface LayerGradients {
  readonly parameterGradients: Tensors;
  /** Asked for only where somebody reads it: the first layer of a network saves the work. */
  readonly inputGradient: () => Tensor;
}

/** A layer on a device: the formulas of the layer of mlp that has its name, on tensors. */
export interface LayerKernel {
  /** In training mode. */
  readonly forward: (operations: Operations, input: Tensor, state: LayerState) => LayerPass;
  /** The output in use, where it is not the same as while learning. */
  readonly infer?: (operations: Operations, input: Tensor, state: LayerState) => Tensor;
  /** Draws, on the CPU, what the layer of mlp would draw for this many entries of a batch. */
  readonly draw?: (random: Random, entries: number) => Float32Array;
}
