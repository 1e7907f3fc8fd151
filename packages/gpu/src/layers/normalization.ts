import type { LayerKernel } from './contracts.js';

/** y = (x - mean) / standardDeviation, column by column, where a deviation of 0 counts as 1; dL/dx = dL/dy over the same */
export const normalizationKernel: LayerKernel = Object.freeze<LayerKernel>({
  forward: (operations, input, { statistics: { mean, standardDeviation } }) => ({
    output: operations.map({ formula: standardized }, input, mean, standardDeviation),
    backward: (outputGradient) => ({
      parameterGradients: {},
      inputGradient: () => operations.map({ formula: overDeviation }, outputGradient, standardDeviation),
    }),
  }),
});

function standardized(x: number, mean: number, deviation: number): number {
  return (x - mean) / (deviation === 0 ? 1 : deviation);
}

function overDeviation(g: number, deviation: number): number {
  return g / (deviation === 0 ? 1 : deviation);
}
