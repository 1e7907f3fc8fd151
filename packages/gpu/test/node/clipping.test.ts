import { Matrix } from '@handgrad/core-math';
import { clippings, type Parameters } from '@handgrad/mlp';
import { expect, test } from 'vitest';
import { kernelOfClipping } from '../../src/clipping/kernelOfClipping.js';
import { forEachBackend, type Suite } from '../backends.test-support.js';
import { clippingSuite } from '../suites/clipping.suite.js';

forEachBackend(clippingSuite);

/** GPUs make no promise about these: see the table of special values. */
const notFinite: Suite = (device) => {
  test.each([Infinity, -Infinity, NaN])(
    'a gradient with an entry of %s is what mlp makes of it: no divergence is hidden',
    async (bad) => {
      const gradients: Parameters = { w: Matrix.row([3, bad, -4]), b: Matrix.row([0.5, -0.25]) };
      const plan = device().compile(Object.values(gradients), (operations, [w, b]) =>
        Object.values(clippings).flatMap((clipping) => Object.values(kernelOfClipping(clipping)(operations, { w, b }))),
      );
      const expected = Object.values(clippings).flatMap((clipping) => Object.values(clipping.clip(gradients)));
      expect(await plan.run(Object.values(gradients))).toEqual(expected.map(({ data }) => Float32Array.from(data)));
      await plan.close();
    },
  );
};

forEachBackend(notFinite, ['cpu', 'webasm']);
