import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { openDevice, type Device } from '../../src/index.js';
import { expectCloseToLargest } from '../closeness.test-support.js';
import { randomNetwork } from '../networks.test-support.js';
import { passesOn, passInDoubles } from '../passes.test-support.js';

// Each has kernels of its own, and GPUs take long to compile: on these two it takes little.
describe.each(['cpu', 'webasm'] as const)('on %s', (backend) => {
  let device: Device;
  beforeAll(async () => {
    device = await openDevice({ backend });
  });
  afterAll(() => device.close());

  test('outputs, gradients and statistics of random networks are those of mlp', async () => {
    const property = fc.asyncProperty(fc.nat(100_000), async (seed) => {
      const network = randomNetwork(seed);
      const [got] = await passesOn(device, [network], seed);
      const expected = passInDoubles(network, seed);
      for (const name of Object.keys(expected)) expectCloseToLargest(got[name], expected[name], name);
    });
    await fc.assert(property, { numRuns: 15, seed: 5 });
  });
});
