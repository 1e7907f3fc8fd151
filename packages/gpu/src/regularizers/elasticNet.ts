import type { Regularizer } from '@handgrad/core-math';
import type { RegularizerKernel } from './regularizerKernel.js';

/** l1 |w| + l2 w^2: mlp's `elasticNet` with its strengths as arguments, as kernels need it. */
export function elasticNetPenalty(weight: number, l1: number, l2: number): number {
  return l1 * Math.abs(weight) + l2 * weight * weight;
}

/** l1 sign(w) + 2 l2 w */
export function elasticNetPenaltyDerivative(weight: number, l1: number, l2: number): number {
  return l1 * Math.sign(weight) + 2 * l2 * weight;
}

export function elasticNetKernel({ parameters }: Regularizer): RegularizerKernel {
  const numbers = [parameters!['l1'], parameters!['l2']];
  return {
    value: { formula: elasticNetPenalty, numbers },
    derivative: { formula: elasticNetPenaltyDerivative, numbers },
  };
}
