/** The contracts of layers, optimizers and models. A user's own layer or optimizer is a plain object of these shapes. */
import type {
  Activation,
  Formula,
  Loss,
  Matrix,
  Random,
  Regularizer,
  RowLoss,
  Schedule,
  Source,
  Tex,
  VectorFunction,
  Workspace,
} from '@handgrad/core-math';

/** What JSON can hold. Numbers that it cannot (NaN, Infinity, -0) are written by the model files in a way of their own. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Named matrices: what is learned (`weights`, `bias`), or a gradient of the same names and shapes. */
export type Parameters = Readonly<Record<string, Matrix>>;

/** Layers that behave differently while learning (dropout, batch normalisation) look at this. */
export type Mode = 'training' | 'inference';

export interface ForwardOptions {
  /** 'inference' unless given. */
  readonly mode?: Mode;
  /** Where layers draw from that are random while learning (dropout). Needed in training mode by those. */
  readonly random?: Random;
  /** The numbers that the layer keeps but does not learn (running means and variances), for layers with `statistics`. */
  readonly statistics?: Parameters;
  readonly workspace?: Workspace;
}

export interface ForwardResult<Cache> {
  readonly output: Matrix;
  /** What `backward` will need: plain data. */
  readonly cache: Cache;
  /** The statistics after this batch, in training mode, from layers that keep any; with a workspace they may be written in place. */
  readonly statistics?: Parameters;
}

export interface BackwardResult {
  /** dL/d input, [n x inputs]; null when it was asked for with `inputGradient: false`. */
  readonly inputGradient: Matrix | null;
  /** dL/d parameter, same names and shapes as the parameters. */
  readonly parameterGradients: Parameters;
}

export interface BackwardOptions {
  readonly workspace?: Workspace;
  /** false says that nobody will read the input gradient (the first layer): a layer may then save the work. */
  readonly inputGradient?: boolean;
}

/** One step of a network. A batch is a Matrix, one sample a row. */
export interface Layer<Cache = unknown> {
  readonly kind: 'layer';
  readonly name: string;
  /** The number of columns that come out when `inputs` go in; throws a RangeError when they cannot. */
  readonly outputs: (inputs: number) => number;
  /** The first parameters, drawn from `random`; {} for a layer that learns nothing. */
  readonly initialize: (random: Random, inputs: number) => Parameters;
  readonly forward: (parameters: Parameters, input: Matrix, options?: ForwardOptions) => ForwardResult<Cache>;
  /** A method, not a property: TypeScript then takes a `Layer<DenseCache>` where any `Layer` is asked for. */
  backward(parameters: Parameters, cache: Cache, outputGradient: Matrix, options?: BackwardOptions): BackwardResult;
  /** The first statistics of a layer that keeps any (running mean 0, running variance 1). */
  readonly statistics?: (inputs: number) => Parameters;
  /** Penalties on parameters, by name: they join the loss, their derivatives the gradients. */
  readonly regularizers?: Readonly<Record<string, Regularizer>>;
  /**
   * What the factory of this name is given to make the layer again: `layerFactories[name](options)`. Model files keep it;
   * a layer without it cannot be saved with its structure unless the reader is told how to make it.
   */
  readonly options?: Readonly<Record<string, Json>>;
  /** The formula that the layer is, where it is nothing else: a device then runs it without knowing the layer. */
  readonly formula?: Activation | VectorFunction;
  /** What `summary` prints behind the name, e.g. "512 units". */
  readonly describe?: string;
  readonly tex?: Tex;
  readonly sources?: readonly Source[];
}

/**
 * An update rule, written out in full. Pure: `step` leaves its arguments alone unless `into` names the buffers to
 * write the result into, which may be the very same `parameters` and `state`.
 */
export interface Optimizer extends Formula {
  readonly kind: 'optimizer';
  /** The hyper-parameters, by their full names: learningRate, firstMomentDecay, ... */
  readonly parameters: Readonly<Record<string, number>>;
  /** What the learning rate follows, where it is not constant; `parameters.learningRate` is then that of the first step. */
  readonly schedule?: Schedule;
  readonly initialize: (parameters: Parameters) => OptimizerState;
  readonly step: (parameters: Parameters, gradients: Parameters, state: OptimizerState, into?: Updated) => Updated;
  readonly tex: Tex;
}

export interface Updated {
  readonly parameters: Parameters;
  readonly state: OptimizerState;
}

/** Makes gradients smaller where they are too large, before the optimizer sees them. */
export interface Clipping extends Formula {
  readonly kind: 'clipping';
  readonly parameters: Readonly<Record<string, number>>;
  /** Written into the matrices of `into` where those are given, which may be the gradients themselves. */
  readonly clip: (gradients: Parameters, into?: Parameters) => Parameters;
}

/** The number of steps made and, by name, matrices shaped as the parameters (velocity, moments). Plain data, so that it can be saved. */
export interface OptimizerState {
  readonly step: number;
  readonly slots: Readonly<Record<string, Parameters>>;
}

/** A loss at the end of a network, over a whole batch: what `sequential` takes as `loss`. Made by `head(loss)`. */
export interface Head {
  readonly kind: 'head';
  /** The name of the loss. */
  readonly name: string;
  readonly loss: Loss | RowLoss;
  /** The mean loss of a batch; with `weights`, one a row, the weighted mean. */
  readonly value: (outputs: Matrix, targets: Matrix, weights?: Float64Array) => number;
  /** d value / d outputs, [n x outputs]; written into `into` when that is given, which may be `outputs` itself. */
  readonly gradient: (outputs: Matrix, targets: Matrix, weights?: Float64Array, into?: Matrix) => Matrix;
  /** What the outputs stand for: probabilities where the loss takes logits, else the outputs as they are. */
  readonly predict: (outputs: Matrix, into?: Matrix) => Matrix;
  /** The share of samples whose predicted class is the right one; absent where targets are no classes. */
  readonly accuracy?: (outputs: Matrix, targets: Matrix) => number;
  /** The number of columns that targets must have when the network has `outputs` columns; throws a RangeError when no targets fit. */
  readonly targetColumns: (outputs: number) => number;
}
