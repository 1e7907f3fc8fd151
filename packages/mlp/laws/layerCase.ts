import type { Matrix } from '@handgrad/core-math';
import { randomGenerator } from '@handgrad/core-math';
import { real } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { BackwardOptions, BackwardResult, Layer, Parameters } from '../src/contracts.js';
import { awayFrom, heading, matrices, slope } from './cases.js';

/** A layer with parameters, a batch, an output gradient, and a direction to go in. */
export interface LayerCase {
  readonly parameters: Parameters;
  readonly input: Matrix;
  readonly outputGradient: Matrix;
  readonly direction: { readonly input: Matrix; readonly parameters: Parameters };
}

export function casesOf(layer: Layer, kinks: readonly number[]): fc.Arbitrary<LayerCase> {
  const inputs = real({ low: -4, high: 4 }, kinks).map((x) => awayFrom(kinks, x));
  return fc
    .record({ rows: fc.integer({ min: 1, max: 4 }), columns: fc.integer({ min: 1, max: 5 }) })
    .chain(({ rows, columns }) => {
      const shapes = layer.initialize(randomGenerator(1), columns);
      const likeParameters = (element: fc.Arbitrary<number>): fc.Arbitrary<Parameters> =>
        fc.record(
          Object.fromEntries(Object.entries(shapes).map(([name, p]) => [name, matrices(element, p.rows, p.columns)])),
        );
      return fc.record({
        parameters: likeParameters(slope),
        input: matrices(inputs, rows, columns),
        outputGradient: matrices(slope, rows, layer.outputs(columns)),
        direction: fc.record({ input: matrices(heading, rows, columns), parameters: likeParameters(heading) }),
      });
    });
}

export function run(
  layer: Layer,
  { parameters, input, outputGradient }: LayerCase,
  options?: BackwardOptions,
): BackwardResult & { output: Matrix } {
  const { output, cache } = layer.forward(parameters, input, {
    mode: 'training',
    ...(options?.workspace && { workspace: options.workspace }),
  });
  return { output, ...layer.backward(parameters, cache, outputGradient, options) };
}
