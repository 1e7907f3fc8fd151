import type { Regularizer } from '@handgrad/core-math';
import type { RegularizerKernel } from './regularizerKernel.js';

/** strength |w|: mlp's `l1` with its strength as an argument, as kernels need it. */
export function l1Penalty(weight: number, strength: number): number {
  return strength * Math.abs(weight);
}

/** strength sign(w), 0 at 0. */
export function l1PenaltyDerivative(weight: number, strength: number): number {
  return strength * Math.sign(weight);
}

export function l1Kernel({ parameters }: Regularizer): RegularizerKernel {
  const numbers = [parameters!['strength']];
  return { value: { formula: l1Penalty, numbers }, derivative: { formula: l1PenaltyDerivative, numbers } };
}
