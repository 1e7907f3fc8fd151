import type { KernelFunction } from '../contracts.js';

/**
 * m <- decay m + (1 - decay) x, kernel of (m, x)
 *
 * 1 - decay is worked out here, in float64: 1 - 0.999 in float32 is wrong by 5e-5 of itself.
 */
export function runningMean(decay: number): KernelFunction {
  return { formula: weightedMean, numbers: [decay, 1 - decay] };
}

/** v <- decay v + (1 - decay) x^2, kernel of (v, x) */
export function runningMeanOfSquares(decay: number): KernelFunction {
  return { formula: weightedMeanOfSquares, numbers: [decay, 1 - decay] };
}

export function weightedMean(mean: number, x: number, kept: number, share: number): number {
  return kept * mean + share * x;
}

function weightedMeanOfSquares(mean: number, x: number, kept: number, share: number): number {
  return kept * mean + share * x * x;
}
