import type { Operations, Tensor } from '../contracts.js';

/** An update rule as kernels: the equations of mlp's optimizer of the same name. */
export interface OptimizerKernel {
  /**
   * What differs from step to step, worked out in float64: `eta` is the learning rate of the step, `t` the step, counted
   * from 1. Always as many numbers.
   */
  readonly numbers: (eta: number, t: number) => readonly number[];
  /** One parameter and its slots after the step; `numbers` are those of the step, [1 x 1] each. */
  readonly move: (operations: Operations, before: Moving, numbers: readonly Tensor[]) => Moved;
}

/** A parameter w, its gradient g, and what is remembered of its past, under the names of the optimizer's slots. */
export interface Moving {
  readonly w: Tensor;
  readonly g: Tensor;
  readonly slots: Readonly<Record<string, Tensor>>;
}

export type Moved = Omit<Moving, 'g'>;

/** The kernels for these hyper-parameters. */
export type MakeOptimizerKernel = (parameters: Readonly<Record<string, number>>) => OptimizerKernel;
