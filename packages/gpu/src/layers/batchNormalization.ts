import { difference, product } from '../plan/arithmetic.js';
import type { LayerKernel } from './contracts.js';
import { momentsOf, normalized, scaledAndShifted, sumsWith, throughTheMoments } from './moments.js';

export interface BatchNormalizationNumbers {
  readonly momentum: number;
  readonly epsilon: number;
}

/**
 * y = gamma (x - mean) / sqrt(variance + epsilon) + beta, column by column, with the moments of the batch while learning
 * and the running ones in use
 *
 * The way back is that of `batchNormalization` in mlp, with gamma taken inside the sums:
 * dL/dx = (h - (sum of h + hat sum of h hat) / n) / sqrt(variance + epsilon), h = gamma g.
 */
export function batchNormalizationKernel({ momentum, epsilon }: BatchNormalizationNumbers): LayerKernel {
  return Object.freeze<LayerKernel>({
    forward(operations, input, { parameters: { gamma, beta }, statistics }) {
      const { centred, first, meanBeyondFirst, variance } = momentsOf(operations, input, 'columns');
      const hat = normalized(operations, centred, variance, epsilon);
      const meanAfter = { formula: runningMeanAfter, numbers: [momentum] };
      const varianceAfter = { formula: runningVarianceAfter, numbers: [momentum] };
      return {
        output: operations.map(scaledAndShifted, hat, gamma, beta),
        statistics: {
          mean: operations.map(meanAfter, statistics.mean, first, meanBeyondFirst),
          variance: operations.map(varianceAfter, statistics.variance, variance),
        },
        backward(outputGradient) {
          const { sum, sumWithHat } = sumsWith(operations, 'columns', outputGradient, hat);
          return {
            parameterGradients: { gamma: sumWithHat, beta: sum },
            inputGradient() {
              const [h, sumOfH, sumOfHHat] = [outputGradient, sum, sumWithHat].map((of) =>
                operations.mapView(product, of, gamma),
              );
              const f = throughTheMoments(input.rows, epsilon);
              return operations.map(f, h, hat, sumOfH, sumOfHHat, variance);
            },
          };
        },
      };
    },
    infer(operations, input, { parameters: { gamma, beta }, statistics: { mean, variance } }) {
      const hat = normalized(operations, operations.mapView(difference, input, mean), variance, epsilon);
      return operations.map(scaledAndShifted, hat, gamma, beta);
    },
  });
}

function runningMeanAfter(running: number, first: number, meanBeyondFirst: number, momentum: number): number {
  return momentum * running + (1 - momentum) * (first + meanBeyondFirst);
}

function runningVarianceAfter(running: number, variance: number, momentum: number): number {
  return momentum * running + (1 - momentum) * variance;
}
