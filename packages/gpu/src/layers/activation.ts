import type { ActivationKernel } from '../activations/index.js';
import { product } from '../plan/arithmetic.js';
import type { LayerKernel } from './contracts.js';

/** a = f(z); dL/dz = f'(z) dL/da, from a where the activation has that */
export function activationLayerKernel({ value, derivative, derivativeFromValue }: ActivationKernel): LayerKernel {
  return Object.freeze<LayerKernel>({
    forward(operations, input) {
      const output = operations.map(value, input);
      return {
        output,
        backward: (outputGradient) => ({
          parameterGradients: {},
          inputGradient: () => {
            const slopes = derivativeFromValue
              ? operations.mapView(derivativeFromValue, output)
              : operations.mapView(derivative, input);
            return operations.map(product, outputGradient, slopes);
          },
        }),
      };
    },
  });
}
