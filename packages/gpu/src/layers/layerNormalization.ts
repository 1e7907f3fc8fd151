import { product } from '../plan/arithmetic.js';
import type { LayerKernel } from './contracts.js';
import { momentsOf, normalized, scaledAndShifted, sumsWith, throughTheMoments } from './moments.js';

/**
 * y = gamma (x - mean) / sqrt(variance + epsilon) + beta, row by row
 *
 * dL/dx = (h - (sum of h + hat sum of h hat) / d) / sqrt(variance + epsilon), h = gamma g: as `layerNormalization` in mlp
 * derives it.
 */
export function layerNormalizationKernel(epsilon: number): LayerKernel {
  return Object.freeze<LayerKernel>({
    forward(operations, input, { parameters: { gamma, beta } }) {
      const { centred, variance } = momentsOf(operations, input, 'rows');
      const hat = normalized(operations, centred, variance, epsilon);
      return {
        output: operations.map(scaledAndShifted, hat, gamma, beta),
        backward(outputGradient) {
          const { sum, sumWithHat } = sumsWith(operations, 'columns', outputGradient, hat);
          return {
            parameterGradients: { gamma: sumWithHat, beta: sum },
            inputGradient() {
              const h = operations.mapView(product, outputGradient, gamma);
              const along = sumsWith(operations, 'rows', h, hat);
              const f = throughTheMoments(input.columns, epsilon);
              return operations.map(f, h, hat, along.sum, along.sumWithHat, variance);
            },
          };
        },
      };
    },
  });
}
