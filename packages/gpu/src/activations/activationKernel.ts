import type { KernelFunction } from '../contracts.js';

/** An activation as kernels take it: functions of one number. */
export interface ActivationKernel {
  readonly value: KernelFunction;
  readonly derivative: KernelFunction;
  readonly derivativeFromValue?: KernelFunction;
}
