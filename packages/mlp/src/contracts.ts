/** The contracts of layers, optimizers and models. A user's own layer or optimizer is a plain object of these shapes. */
import type { Formula, Loss, Matrix, Random, RowLoss, Source, Tex, Workspace } from '@handgrad/core-math';

/** Named matrices: what is learned (`weights`, `bias`), or a gradient of the same names and shapes. */
export type Parameters = Readonly<Record<string, Matrix>>;

/** Layers that behave differently while learning (dropout, batch normalisation) look at this. */
export type Mode = 'training' | 'inference';

export interface ForwardOptions {
  /** 'inference' unless given. */
  readonly mode?: Mode;
  readonly workspace?: Workspace;
}

export interface ForwardResult<Cache> {
  readonly output: Matrix;
  /** What `backward` will need: plain data. */
  readonly cache: Cache;
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
  readonly initialize: (parameters: Parameters) => OptimizerState;
  readonly step: (parameters: Parameters, gradients: Parameters, state: OptimizerState, into?: Updated) => Updated;
  readonly tex: Tex;
}

export interface Updated {
  readonly parameters: Parameters;
  readonly state: OptimizerState;
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
  /** The mean loss of a batch. */
  readonly value: (outputs: Matrix, targets: Matrix) => number;
  /** d value / d outputs, [n x outputs]; written into `into` when that is given, which may be `outputs` itself. */
  readonly gradient: (outputs: Matrix, targets: Matrix, into?: Matrix) => Matrix;
  /** What the outputs stand for: probabilities where the loss takes logits, else the outputs as they are. */
  readonly predict: (outputs: Matrix, into?: Matrix) => Matrix;
  /** The share of samples whose predicted class is the right one; absent where targets are no classes. */
  readonly accuracy?: (outputs: Matrix, targets: Matrix) => number;
  /** The number of columns that targets must have when the network has `outputs` columns; throws a RangeError when no targets fit. */
  readonly targetColumns: (outputs: number) => number;
}
