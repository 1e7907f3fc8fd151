import { Matrix } from '@handgrad/core-math';
import { expect, test } from 'vitest';
import { openWebgl2 } from '../../src/device/webgl2.js';
import { GPU } from '../../src/gpuJs.js';
import { openDevice, type Device, type Plan } from '../../src/index.js';

function doubling(device: Device): Plan {
  return device.compile([{ rows: 1, columns: 2 }], ({ map }, [x]) => [map({ formula: doubled }, x)]);
}

test('a device of WebGL 2 says that its context was lost, where WebGL itself gives zeros; the next one works', async () => {
  const gpu = new GPU({ mode: 'webgl2' });
  const lost = openWebgl2('a test', gpu);
  const plan = doubling(lost);
  expect(await plan.run([Matrix.row([1, 2])])).toEqual([new Float32Array([2, 4])]);
  gpu.context!.getExtension('WEBGL_lose_context')!.loseContext();
  const message = 'run: expected a device that answers, but the device was lost.';
  await expect(plan.run([Matrix.row([3, 4])])).rejects.toThrow(message);
  expect(() => doubling(lost)).toThrow(message);
  await lost.close();

  const next = await openDevice({ backend: 'webgl2' });
  expect(await doubling(next).run([Matrix.row([1, 2])])).toEqual([new Float32Array([2, 4])]);
  await next.close();
});

test('devices of WebGL 2 that are closed give their contexts back: a page can open more than sixteen, one after another', async () => {
  const stays = await openDevice({ backend: 'webgl2' });
  const plan = doubling(stays);
  for (let i = 0; i < 20; i++) {
    const device = await openDevice({ backend: 'webgl2' });
    expect(await doubling(device).run([Matrix.row([i, 2])])).toEqual([new Float32Array([2 * i, 4])]);
    await device.close();
  }
  expect(await plan.run([Matrix.row([1, 2])])).toEqual([new Float32Array([2, 4])]);
  await stays.close();
});

function doubled(x: number): number {
  return 2 * x;
}
