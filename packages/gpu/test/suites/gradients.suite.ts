import { expect, test } from 'vitest';
import type { Device } from '../../src/index.js';
import { checkedNetworks, checkGradientOn } from '../gradients.test-support.js';

export function gradientsSuite(device: () => Device): void {
  test.each(Object.entries(checkedNetworks))(
    'gradients of a network of %s agree with differences',
    async (_name, network) => {
      const { cases, skipped } = await checkGradientOn(device(), network);
      expect(cases).toBeGreaterThan(9);
      expect(skipped).toBe(0);
    },
  );
}
