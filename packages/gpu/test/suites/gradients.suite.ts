import { expect, test } from 'vitest';
import type { Device } from '../../src/index.js';
import { checkedNetwork, checkGradientOn } from '../gradients.test-support.js';

export function gradientsSuite(device: () => Device): void {
  test('the gradient of a network agrees with differences of its loss', async () => {
    const { cases, skipped } = await checkGradientOn(device(), checkedNetwork);
    expect(cases).toBeGreaterThan(9);
    expect(skipped).toBe(0);
  });
}
