import type { MakeClippingKernel } from './clippingKernel.js';
import { lengthOf, shortened } from './lengths.js';

/**
 * g <- g min(1, limit / |g|), each parameter by the norm of its own gradient
 *
 * A gradient with an infinite or NaN entry stays as it is, where the backend computes with those as IEEE 754 has it.
 */
export const clipByNormKernel: MakeClippingKernel =
  ({ limit }) =>
  (operations, gradients) =>
    Object.fromEntries(
      Object.entries(gradients).map(([name, g]) => [
        name,
        operations.map(shortened(limit), g, lengthOf(operations, g)),
      ]),
    );
