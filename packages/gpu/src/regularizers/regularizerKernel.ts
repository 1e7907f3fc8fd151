import type { KernelFunction } from '../contracts.js';

/** A penalty as kernels take it: functions of one weight. */
export interface RegularizerKernel {
  readonly value: KernelFunction;
  readonly derivative: KernelFunction;
}
