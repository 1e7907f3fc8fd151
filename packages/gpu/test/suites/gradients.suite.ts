import { batchNormalization, dense, dropout, gelu, layerNormalization, relu, softmax, tanh } from '@handgrad/mlp';
import { expect, test } from 'vitest';
import type { Device } from '../../src/index.js';
import { checkGradientOn } from '../gradients.test-support.js';
import { networkCase, type NetworkCase } from '../networks.test-support.js';

export const checkedNetworks: Readonly<Record<string, NetworkCase>> = {
  'batch normalisation, tanh and softmax cross-entropy': networkCase(
    [dense({ units: 4 }), batchNormalization(), tanh(), dense({ units: 3 })],
    'softmaxCrossEntropy',
    1,
  ),
  'dropout, relu, layer normalisation, gelu, softmax and cosine similarity': networkCase(
    [
      dense({ units: 4 }),
      relu(),
      dropout({ rate: 0.25 }),
      layerNormalization(),
      gelu(),
      dense({ units: 3 }),
      softmax(),
    ],
    'cosineSimilarity',
    4,
  ),
};

/** A few entries and directions: each takes runs of a plan. */
export const options = { seed: 1, entries: 'sample', samples: 1, directions: 1 } as const;

export function gradientsSuite(device: () => Device): void {
  test.each(Object.entries(checkedNetworks))('gradients of a network of %s agree with differences', async (_name, network) => {
    const { cases, skipped } = await checkGradientOn(device(), network, options);
    expect(cases).toBeGreaterThan(9);
    expect(skipped).toBe(0);
  });
}
