import { dense, halfSquaredError, sequential } from '@handgrad/mlp';
import { expect, test } from 'vitest';
import { updatesAtOnce } from './updatesAtOnce.js';

const model = sequential([dense({ units: 300 }), dense({ units: 1 })], { inputs: 300, loss: halfSquaredError });
const webasm = { backend: 'webasm', software: true, maxBytes: 2 ** 32 } as const;
const webgpu = { backend: 'webgpu', software: false, maxBytes: 2 ** 27 } as const;

test('there are fewer updates at once the more work one is, and at least one', () => {
  const counts = [1, 16, 256, 2 ** 24].map((batchSize) => updatesAtOnce(webasm, model, { batchSize, columns: 1 }));
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  expect(new Set(counts).size).toBe(4);
  expect(counts[3]).toBe(1);
});

test('a GPU makes more at once than a processor, and one that a processor plays fewer than any', () => {
  const [gpu, threads, played] = [webgpu, webasm, { ...webgpu, software: true }].map((device) =>
    updatesAtOnce(device, model, { batchSize: 64, columns: 1 }),
  );
  expect(gpu).toBeGreaterThan(threads);
  expect(threads).toBeGreaterThan(played);
});

test('no matrix of all batches is larger than the device allows', () => {
  const batches = { batchSize: 8, columns: 300 };
  expect(updatesAtOnce({ ...webgpu, maxBytes: 4 * 8 * 300 * 7 }, model, batches)).toBe(7);
  const most = updatesAtOnce({ ...webgpu, maxBytes: Infinity }, model, { batchSize: 8192, columns: 300 });
  expect(4 * 8192 * 300 * most).toBeLessThanOrEqual(2 ** 26);
});
