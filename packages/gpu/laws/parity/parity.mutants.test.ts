import { expect, test } from 'vitest';
import { openDevice } from '../../src/index.js';
import { measureParity } from './measure.js';
import { wrongKernels } from './parity.mutants.js';
import { nameOfPart, parityParts } from './parts.js';

test('every wrong kernel is beyond the tolerance, and the right ones beside them are not', async () => {
  const wrong = new Map(wrongKernels.map(({ part, kernel }) => [part, kernel]));
  const parts = parityParts()
    .filter(({ kernel }) => kernel)
    .map((part) => {
      const kernel = wrong.get(nameOfPart(part)) ?? part.kernel!;
      return { ...part, kernel, build: ({ map }, given) => map(kernel, ...given) } satisfies typeof part;
    });
  const device = await openDevice({ backend: 'webasm', threads: false });
  const report = await measureParity(device, parts);
  await device.close();
  const beyond = Object.entries(report.parts).flatMap(([name, { share }]) => (share > 1 ? [name] : []));
  expect(beyond.toSorted()).toEqual([...wrong.keys()].toSorted());
});
