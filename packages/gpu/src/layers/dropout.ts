import { product } from '../plan/arithmetic.js';
import type { LayerKernel } from './contracts.js';

/**
 * y = m x while learning, m = 0 with probability `rate`, else 1 / (1 - rate); y = x in use
 *
 * The mask is drawn on the CPU, entry by entry, from the generator that the layer of mlp would draw from, so that a
 * training takes the same course with and without a device.
 */
export function dropoutKernel(rate: number): LayerKernel {
  return Object.freeze<LayerKernel>({
    forward: (operations, input, { noise }) => ({
      output: noise ? operations.map(product, input, noise) : input,
      backward: (outputGradient) => ({
        parameterGradients: {},
        inputGradient: () => (noise ? operations.map(product, outputGradient, noise) : outputGradient),
      }),
    }),
    infer: (_operations, input) => input,
    // A rate of 0 draws nothing, as in mlp.
    ...(rate > 0 && {
      draw: (random, entries) => {
        const kept = 1 / (1 - rate);
        const mask = new Float32Array(entries);
        for (let i = 0; i < entries; i++) mask[i] = random.uniform() < rate ? 0 : kept;
        return mask;
      },
    }),
  });
}
