import type { MakeClippingKernel } from './clippingKernel.js';
import { hypotenuse, lengthOf, shortened } from './lengths.js';

/**
 * g <- g min(1, limit / |g|), with the norm of all gradients together
 *
 * With an infinite or NaN entry all stay as they are, where the backend computes with those as IEEE 754 has it.
 */
export const clipByGlobalNormKernel: MakeClippingKernel =
  ({ limit }) =>
  (operations, gradients) => {
    const lengths = Object.values(gradients).map((g) => lengthOf(operations, g));
    if (lengths.length === 0) return {};
    const length = lengths.reduce((a, b) => operations.map(hypotenuse, a, b));
    return Object.fromEntries(
      Object.entries(gradients).map(([name, g]) => [name, operations.map(shortened(limit), g, length)]),
    );
  };
