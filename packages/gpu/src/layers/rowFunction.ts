import type { VectorKernel } from '../vectors/index.js';
import type { LayerKernel } from './contracts.js';

/** a = f(z), row by row; dL/dz = J^T dL/da */
export function rowFunctionLayerKernel(kernel: VectorKernel): LayerKernel {
  return Object.freeze<LayerKernel>({
    forward(operations, input) {
      const output = kernel.value(operations, input);
      const kept = kernel.keeps === 'output' ? output : input;
      return {
        output,
        backward: (outputGradient) => ({
          parameterGradients: {},
          inputGradient: () => kernel.backward(operations, kept, outputGradient),
        }),
      };
    },
  });
}
