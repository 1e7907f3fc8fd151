import { Matrix } from '@handgrad/core-math';
import { clippingFactories, type ClippingName, type Parameters } from '@handgrad/mlp';
import { test } from 'vitest';
import { clippingKernels } from '../../src/clipping/index.js';
import { kernelOfClipping } from '../../src/clipping/kernelOfClipping.js';
import type { Device } from '../../src/index.js';
import { expectClose } from '../closeness.test-support.js';

const clippings = (Object.keys(clippingKernels) as ClippingName[]).map((name) => clippingFactories[name]({ limit: 2 }));

/** Sets of gradients that are clipped together. */
const sets: Readonly<Record<string, Parameters>> = {
  'shorter than the limit': {
    w: Matrix.fromRows([
      [0.5, -1],
      [0.25, 0],
    ]),
    b: Matrix.row([0.125]),
  },
  'longer than the limit': {
    w: Matrix.fromRows([
      [3, -4, 12],
      [0, 0.5, -2],
    ]),
    b: Matrix.row([84, 1e-3, -1]),
  },
  'one longer, one shorter': { w: Matrix.row([1, 1]), b: Matrix.row([30, 0]) },
  'all 0': { w: Matrix.zeros(2, 2), b: Matrix.zeros(1, 3) },
  'whose squares overflow in float32': { w: Matrix.row([3e30, -4e30]), b: Matrix.row([1e-3]) },
  'whose squares vanish in float32': { w: Matrix.row([3e-30, -4e-30]), b: Matrix.row([1e-30]) },
};

export function clippingSuite(device: () => Device): void {
  test('every clipping gives gradients the length that it gives them in float64', async () => {
    const inputs = Object.values(sets).flatMap((set) => Object.values(set));
    const plan = device().compile(inputs, (operations, tensors) =>
      clippings.flatMap((clipping) => {
        const rest = [...tensors];
        return Object.values(sets).flatMap((set) => {
          const gradients = Object.fromEntries(Object.keys(set).map((name) => [name, rest.shift()!]));
          return Object.values(kernelOfClipping(clipping)(operations, gradients));
        });
      }),
    );
    const results = [...(await plan.run(inputs))];
    for (const clipping of clippings) {
      for (const [which, set] of Object.entries(sets)) {
        for (const [name, { data }] of Object.entries(clipping.clip(set))) {
          expectClose(results.shift()!, data, { absolute: 1e-36 }, `${clipping.name}: ${name} of gradients ${which}`);
        }
      }
    }
    plan.close();
  });
}
