import { expect, test } from 'vitest';
import { openDevice } from '../../src/index.js';
import { forEachBackend } from '../backends.test-support.js';
import { checkedNetwork, checkGradientOn } from '../gradients.test-support.js';
import { gradientsSuite } from '../suites/gradients.suite.js';

forEachBackend(gradientsSuite);

test('the gradient of the sum of a batch is found not to be that of the mean', async () => {
  const device = await openDevice({ backend: 'webasm' });
  const summed = { ...checkedNetwork, scales: checkedNetwork.scales.map((scale) => 5 * scale) };
  await expect(checkGradientOn(device, summed)).rejects.toThrow('analytic = 5 numeric: the factor 5 is too many');
  await device.close();
});
