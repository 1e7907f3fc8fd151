import { Matrix } from '@handgrad/core-math';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openWebgl2 } from '../../src/device/webgl2.js';
import { GPU } from '../../src/gpuJs.js';
import type { Device, KernelFunction, Plan } from '../../src/index.js';

const gpu = new GPU({ mode: 'webgl2' });
let device: Device;
beforeAll(() => {
  device = openWebgl2('a test', gpu);
});
afterAll(() => device.close());
afterEach(() => vi.restoreAllMocks());

/** How often WebGL was called by that name since. */
function calls(name: 'linkProgram' | 'createTexture' | 'deleteTexture'): () => number {
  const spy = vi.spyOn(WebGL2RenderingContext.prototype, name);
  return () => spy.mock.calls.length;
}

test('steps and plans share one program for the same kernel, whether it is open or closed', async () => {
  const programs = calls('linkProgram');
  const chain = (): Plan =>
    device.compile([{ rows: 1, columns: 4 }], ({ map }, [x]) => {
      const twice = map({ formula: doubled }, x);
      return [twice, map({ formula: doubled }, map({ formula: doubled }, twice))];
    });
  const first = chain();
  const expected = [Float32Array.of(2, 4, 6, 8), Float32Array.of(8, 16, 24, 32)];
  expect(await first.run([Matrix.row([1, 2, 3, 4])])).toEqual(expected);
  expect(programs()).toBe(1);
  const second = chain();
  expect(await second.run([Matrix.row([1, 2, 3, 4])])).toEqual(expected);
  await Promise.all([first.close(), second.close()]);
  const third = chain();
  expect(await third.run([Matrix.row([1, 2, 3, 4])])).toEqual(expected);
  expect(programs()).toBe(1);
  await third.close();
});

test('plans that share a kernel have numbers of their own on the device', async () => {
  const shifted = (by: number): Plan =>
    device.compile([{ rows: 1, columns: 2 }], ({ map, resident }, [x]) => [
      map({ formula: sum }, x, resident(Float32Array.of(by, -by), 1, 2)),
    ]);
  const [first, second] = [shifted(1), shifted(10)];
  for (let i = 0; i < 2; i++) {
    expect(await first.run([Matrix.row([1, 2])])).toEqual([Float32Array.of(2, 1)]);
    expect(await second.run([Matrix.row([1, 2])])).toEqual([Float32Array.of(11, -8)]);
  }
  await first.close();
  expect(await second.run([Matrix.row([1, 3])])).toEqual([Float32Array.of(11, -7)]);
  await second.close();
});

test('a plan makes textures at its first run and deletes them when it is closed', async () => {
  const [made, deleted] = [calls('createTexture'), calls('deleteTexture')];
  for (let i = 0; i < 50; i++) {
    const plan = planOf(doubled, 5);
    expect(made() - deleted()).toBe(0);
    for (let k = 0; k < 3; k++) await plan.run([Matrix.row([1, 2, 3, 4, i])]);
    expect(made() - deleted()).toBe(2);
    await plan.close();
  }
  expect(made()).toBe(100);
  // gpu.js deletes nothing, too.
  expect(deleted()).toBe(100);
});

test('a plan goes on when another one is closed that ran after it', async () => {
  const [first, second] = [planOf(doubled, 3), planOf(halved, 5)];
  await first.run([Matrix.row([1, 2, 3])]);
  await second.run([Matrix.row([1, 2, 3, 4, 5])]);
  await second.close();
  expect(await first.run([Matrix.row([2, 4, 8])])).toEqual([Float32Array.of(4, 8, 16)]);
  await first.close();
});

test('a plan goes on when a larger one fails', async () => {
  const first = planOf(doubled, 3);
  await first.run([Matrix.row([1, 2, 3])]);
  const large = { rows: 200, columns: 300 };
  const failing = device.compile([large], ({ map }, [x]) => [map({ formula: unknownToKernels }, x)]);
  await expect(failing.run([new Float32Array(60_000)])).rejects.toThrow('expected kernels that gpu.js can run');
  expect(await first.run([Matrix.row([2, 4, 8])])).toEqual([Float32Array.of(4, 8, 16)]);
  await failing.close();
  expect(await first.run([Matrix.row([3, 4, 8])])).toEqual([Float32Array.of(6, 8, 16)]);
  await first.close();
});

test('what WebGL complains of is an error of the run, and of no later one', async () => {
  const plan = planOf(doubled, 2);
  await plan.run([Matrix.row([1, 2])]);
  gpu.context!.enable(0);
  await expect(plan.run([Matrix.row([1, 2])])).rejects.toThrow(
    /^run: expected kernels that gpu.js can run on webgl2, got "Error: error 1280 of WebGL"/,
  );
  expect(await plan.run([Matrix.row([1, 2])])).toEqual([Float32Array.of(2, 4)]);
  await plan.close();
});

test('rows of any length come and go, and so do matrices that are higher than a texture', async () => {
  for (const columns of [1, 2, 3, 5, 7, 8, 11, 12, 30, 10_001]) {
    const plan = planOf(doubled, columns);
    const numbers = Float32Array.from({ length: columns }, (_, i) => i);
    expect(await plan.run([numbers])).toEqual([numbers.map(doubled)]);
    await plan.close();
  }
  const [rows, columns] = [20_001, 3];
  const plan = device.compile(
    [
      { rows, columns },
      { rows: 1, columns: 1 },
    ],
    ({ map, rowBlock }, [x, block]) => [map({ formula: doubled }, rowBlock(x, block, 2))],
  );
  const numbers = Float32Array.from({ length: rows * columns }, (_, i) => i);
  const [last] = await plan.run([numbers, Float32Array.of(9999)]);
  expect(last).toEqual(numbers.slice(3 * 19_998, 3 * 20_000).map(doubled));
  await plan.close();
});

function planOf(formula: KernelFunction['formula'], columns: number): Plan {
  return device.compile([{ rows: 1, columns }], ({ map }, [x]) => [map({ formula }, x)]);
}

function doubled(x: number): number {
  return 2 * x;
}

function halved(x: number): number {
  return x / 2;
}

function sum(x: number, y: number): number {
  return x + y;
}

function unknownToKernels(x: number): number {
  return (x as unknown as string).length;
}
