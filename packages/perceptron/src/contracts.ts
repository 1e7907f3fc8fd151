/** The contracts of single neurons, learning rules and likelihoods. Read this file first. */
import type { Formula, Matrix } from '@handgrad/core-math';

/** A neuron with one output: net input z = w.x + b. A gradient with respect to it has the same shape. */
export type LinearNeuron = {
  /** w, one number for each input. */
  readonly weights: Float64Array;
  /** b. */
  readonly bias: number;
};

/** One neuron for each of C classes: scores z = W^T x + b. A gradient with respect to it has the same shape. */
export type SoftmaxModel = {
  /** W [d x C], one column for each class. */
  readonly weights: Matrix;
  /** b [C]. */
  readonly bias: Float64Array;
};

/** Numbers or labels, one for each sample; a Matrix must have one column. */
export type Targets = ArrayLike<number> | Matrix;

/** A neuron over true and false, without weights. */
export interface BooleanNeuron extends Formula {
  readonly kind: 'booleanNeuron';
  readonly value: (excitatory: readonly boolean[], threshold: number, inhibitory?: readonly boolean[]) => boolean;
}

/** A neuron that decides by the sign of its net input: `fires` for z > 0, `rests` for z < 0, `atZero` on the boundary. */
export interface ThresholdNeuron extends Formula {
  readonly kind: 'thresholdNeuron';
  readonly value: (neuron: LinearNeuron, input: ArrayLike<number>) => number;
  readonly outputs: { readonly rests: number; readonly atZero: number; readonly fires: number };
}

/** A neuron with a differentiable output and the loss (output - target)^2 / 2 that it learns by. */
export interface DifferentiableNeuron extends Formula {
  readonly kind: 'differentiableNeuron';
  readonly output: (neuron: LinearNeuron, input: ArrayLike<number>) => number;
  readonly value: (neuron: LinearNeuron, input: ArrayLike<number>, target: number) => number;
  /** d value / d neuron. */
  readonly gradient: (neuron: LinearNeuron, input: ArrayLike<number>, target: number) => LinearNeuron;
  /** The targets that the output can reach. */
  readonly targets: { readonly low: number; readonly high: number };
}

/** A rule that learns from one sample at a time, without a gradient. */
export interface LearningRule extends Formula {
  readonly kind: 'learningRule';
  readonly value: (neuron: LinearNeuron, input: ArrayLike<number>, label: number, learningRate: number) => LinearNeuron;
}

/** A bound on the number of mistakes, from data and a neuron that separates them. */
export interface MistakeBound extends Formula {
  readonly kind: 'theorem';
  readonly value: (inputs: Matrix, labels: Targets, separator: LinearNeuron) => number;
}

/** A function of a neuron and all of the data, with its first two derivatives. */
export interface Likelihood extends Formula {
  readonly kind: 'likelihood';
  readonly value: (neuron: LinearNeuron, inputs: Matrix, targets: Targets) => number;
  /** d value / d neuron. */
  readonly gradient: (neuron: LinearNeuron, inputs: Matrix, targets: Targets) => LinearNeuron;
  /** All second derivatives, [(d + 1) x (d + 1)], the bias last. */
  readonly hessian: (neuron: LinearNeuron, inputs: Matrix, targets: Targets) => Matrix;
  readonly curvature: 'concave' | 'convex';
}

/** The same for C classes; `classes` holds integers 0 .. C - 1. */
export interface ClassLikelihood extends Formula {
  readonly kind: 'classLikelihood';
  readonly value: (model: SoftmaxModel, inputs: Matrix, classes: Targets) => number;
  /** d value / d model. */
  readonly gradient: (model: SoftmaxModel, inputs: Matrix, classes: Targets) => SoftmaxModel;
}

/** A fit: what learns the parameters from data. `value` names the optimum or the rule, `derivative` what holds there. */
export interface Estimator<Fit extends (...given: never[]) => unknown> extends Formula {
  readonly kind: 'estimator';
  readonly value: Fit;
}

/** What is worked out from a neuron, a fit or data by a rule of its own: a line, a table, a proof. */
export interface Construction<Rule extends (...given: never[]) => unknown> extends Formula {
  readonly kind: 'construction';
  readonly value: Rule;
}
