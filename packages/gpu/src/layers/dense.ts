import type { LayerKernel } from './contracts.js';

/** Z = X W + b; dL/dW = X^T G, dL/db = the column sums of G, dL/dX = G W^T */
export const denseKernel: LayerKernel = Object.freeze<LayerKernel>({
  forward: (operations, input, { parameters: { weights, bias } }) => ({
    output: operations.multiply(input, weights, { plus: bias }),
    backward: (outputGradient) => ({
      parameterGradients: {
        weights: operations.multiply(input, outputGradient, { transposeLeft: true }),
        bias: operations.columnSums(outputGradient),
      },
      inputGradient: () => operations.multiply(outputGradient, weights, { transposeRight: true }),
    }),
  }),
});
