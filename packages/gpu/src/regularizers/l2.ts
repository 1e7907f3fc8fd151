import type { Regularizer } from '@handgrad/core-math';
import type { RegularizerKernel } from './regularizerKernel.js';

/** strength w^2: mlp's `l2` with its strength as an argument, as kernels need it. */
export function l2Penalty(weight: number, strength: number): number {
  return strength * weight * weight;
}

/** 2 strength w */
export function l2PenaltyDerivative(weight: number, strength: number): number {
  return 2 * strength * weight;
}

export function l2Kernel({ parameters }: Regularizer): RegularizerKernel {
  const numbers = [parameters!['strength']];
  return { value: { formula: l2Penalty, numbers }, derivative: { formula: l2PenaltyDerivative, numbers } };
}
