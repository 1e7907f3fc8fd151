import type { MakeClippingKernel } from './clippingKernel.js';

/**
 * g <- max(-limit, min(limit, g)), entry by entry
 *
 * Infinite entries stay; NaN stays where the backend compares as IEEE 754 has it.
 */
export const clipByValueKernel: MakeClippingKernel = ({ limit }) => {
  const cut = { formula: cutToLimit, numbers: [limit] };
  return (operations, gradients) =>
    Object.fromEntries(Object.entries(gradients).map(([name, g]) => [name, operations.map(cut, g)]));
};

function cutToLimit(g: number, limit: number): number {
  const size = Math.abs(g);
  if (size > limit && size < Infinity) {
    return g > 0 ? limit : -limit;
  }
  return g;
}
