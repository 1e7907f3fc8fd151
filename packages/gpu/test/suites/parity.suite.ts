import { expect, test } from 'vitest';
import { measureParity, parityExceptions } from '../../laws/index.js';
import type { Device } from '../../src/index.js';
import { recordParity } from '../recordParity.test-support.js';

export function paritySuite(device: () => Device): void {
  test('every formula and every derivative is what core-math gives in float64, within 1e-5 relative + 1e-6 absolute', async () => {
    const report = await measureParity(device());
    expect(report.backend).toBe(device().backend);
    const beyond = Object.entries(report.parts).filter(([, { share }]) => !(share <= 1));
    expect(beyond).toEqual([]);
    if (process.env['HANDGRAD_PARITY']) await recordParity(report);
  }, 120_000);
}
