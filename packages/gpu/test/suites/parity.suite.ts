import { expect, test } from 'vitest';
import { measureParity, parityExceptions, parityParts } from '../../laws/index.js';
import type { Device } from '../../src/index.js';
import { recordParity } from '../recordParity.test-support.js';

const isRecorded = Boolean(process.env['HANDGRAD_PARITY']);

/** Those over rows take many kernels each, and have a suite of their own: here they are for the record. */
const parts = parityParts().filter(({ kernel }) => isRecorded || kernel);

export function paritySuite(device: () => Device): void {
  test('every formula and every derivative is what core-math gives in float64, within 1e-5 relative + 1e-6 absolute', async () => {
    const report = await measureParity(device(), parts);
    expect(report.backend).toBe(device().backend);
    expect(Object.keys(report.parts)).toHaveLength(parts.length);
    const beyond = Object.entries(report.parts).filter(([, { share }]) => !(share <= 1));
    expect(beyond).toEqual([]);
    if (report.backend === 'webasm') {
      for (const { part } of parityExceptions) expect(report.parts[part].shareOfTolerance).toBeGreaterThan(1);
    }
    if (isRecorded) await recordParity(report);
  }, 120_000);
}
