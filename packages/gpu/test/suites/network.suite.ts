import { expect, test } from 'vitest';
import { layerKernels } from '../../src/layers/index.js';
import type { Device } from '../../src/index.js';
import { expectCloseToLargest } from '../closeness.test-support.js';
import { networksOfAllHeads } from '../networks.test-support.js';
import { passesOn, passInDoubles, type PassNumbers } from '../passes.test-support.js';

const cases = networksOfAllHeads();
const seed = 11;

/** Every layer and every head, there and back. */
export function networkSuite(device: () => Device): void {
  let passes: Promise<readonly PassNumbers[]> | undefined;

  test('the networks of these tests have every layer', () => {
    const names = new Set(cases.flatMap(({ model }) => model.layers.map(({ layer }) => layer.name)));
    expect([...names].sort()).toEqual(Object.keys(layerKernels).sort());
  });
  for (const [i, one] of cases.entries()) {
    const { layers, head } = one.model;
    const title = `${layers.map(({ name }) => name).join(', ')} and ${head.name}`;
    test(`outputs, gradients and statistics of ${title} are those of mlp`, async () => {
      passes ??= passesOn(device(), cases, seed);
      const expected = passInDoubles(one, seed);
      const got = (await passes)[i];
      expect(Object.keys(got).sort()).toEqual(Object.keys(expected).sort());
      for (const name of Object.keys(expected)) expectCloseToLargest(got[name], expected[name], name);
    });
  }
}
