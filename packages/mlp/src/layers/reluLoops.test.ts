import { activations, Matrix } from '@handgrad/core-math';
import { matrix, real } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { activation, relu } from './index.js';

test('the layer relu() gives the bits of activation(activations.relu), both ways', () => {
  const entries = fc.oneof({ weight: 9, arbitrary: real() }, fc.constantFrom(NaN, Infinity, -Infinity, -0));
  fc.assert(
    fc.property(matrix(entries, 2, 3), matrix(entries, 2, 3), (x, g) => {
      const [fast, plain] = [relu(), activation(activations.relu)].map((layer) => {
        const { output, cache } = layer.forward({}, new Matrix(x.rows, x.columns, x.data), 'training');
        const { inputGradient } = layer.backward({}, cache, new Matrix(g.rows, g.columns, g.data));
        return [...output.data, ...inputGradient!.data];
      });
      fast.forEach((bit, i) => {
        expect(Object.is(bit, plain[i])).toBe(true);
      });
    }),
  );
});
