import { Matrix } from '@handgrad/core-math';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { WebGPUContext } from '../../src/gpuJs.js';
import { openDevice, type Device, type Plan } from '../../src/index.js';

function doubling(device: Device): Plan {
  return device.compile([{ rows: 1, columns: 2 }], ({ map }, [x]) => [map({ formula: doubled }, x)]);
}

async function doubledOn(device: Device): Promise<number[]> {
  const plan = doubling(device);
  const [twice] = await plan.run([Matrix.row([1, 2])]);
  await plan.close();
  return [...twice];
}

describe('auto', () => {
  test('takes plain TypeScript where only software answers, and says why', async () => {
    const device = await openDevice();
    expect(device).toMatchObject({
      backend: 'reference',
      adapter: 'plain TypeScript',
      compileTraining: null,
      maxBytes: Infinity,
    });
    expect(device.reason).toMatch(
      /^no real GPU answers, and without one plain TypeScript is the fastest: WebGPU has only the software adapter .*swiftshader.*; expected WebGL 2 with float textures, got none here$/i,
    );
    await device.close();
  });

  test('takes plain TypeScript where no adapter answers, and says so', async () => {
    const requestAdapter = vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
    try {
      expect((await openDevice({ backend: 'auto' })).reason).toContain('expected a WebGPU adapter, got none');
      await expect(openDevice({ backend: 'webgpu' })).rejects.toThrow(
        'openDevice: expected a WebGPU adapter, got none. Install a driver with Vulkan, Metal or Direct3D 12, or take the backend webasm or cpu.',
      );
    } finally {
      requestAdapter.mockRestore();
    }
    const device = await openDevice({ backend: 'webgpu' });
    expect(await doubledOn(device)).toEqual([2, 4]);
    await device.close();
  });

  test('has no kernels where it takes plain TypeScript', async () => {
    const device = await openDevice();
    expect(() => doubling(device)).toThrow(
      new TypeError(
        'compile: expected a device with kernels, got the plain TypeScript reference. Open one with a backend such as webasm.',
      ),
    );
  });
});

describe('a backend that is asked for by name', () => {
  test('is an error where it cannot run', async () => {
    await expect(openDevice({ backend: 'webgl2' })).rejects.toThrow(
      'openDevice: expected WebGL 2 with float textures, got none here. It is a thing of browsers; take webgpu, webasm or cpu in Node.',
    );
  });

  test('is an error where nobody knows it', async () => {
    await expect(openDevice({ backend: 'webgpo' as never })).rejects.toThrow(/webgpo.*webgpu/s);
    await expect(openDevice({ bakcend: 'cpu' } as never)).rejects.toThrow(/bakcend/);
    await expect(openDevice({ threads: 2 as never })).rejects.toThrow(
      new TypeError('openDevice: expected threads to be true or false, got 2. Leave it out for true.'),
    );
  });

  test('is named with what runs it', async () => {
    const all = await Promise.all([
      openDevice({ backend: 'cpu' }),
      openDevice({ backend: 'webasm' }),
      openDevice({ backend: 'webasm', threads: false }),
      openDevice({ backend: 'webgpu' }),
    ]);
    expect(all.map(({ backend, adapter, software }) => [backend, adapter, software])).toEqual([
      ['cpu', 'JavaScript', true],
      ['webasm', 'WebAssembly with threads', true],
      ['webasm', 'WebAssembly, one thread', true],
      ['webgpu', expect.stringMatching(/swiftshader/i), true],
    ]);
    await Promise.all(all.map((device) => device.close()));
  });

  test('runs with threads and without to the same bits', async () => {
    const shape = { rows: 128, columns: 96 };
    const a = Matrix.generate(shape.rows, shape.columns, (i, j) => Math.sin(i + 2 * j));
    const both = [];
    for (const threads of [true, false]) {
      const device = await openDevice({ backend: 'webasm', threads });
      const plan = device.compile([shape], (operations, [x]) => [
        operations.multiply(x, x, { transposeRight: true }),
        operations.columnSums(operations.multiply(x, x, { transposeLeft: true })),
      ]);
      both.push(await plan.run([a]));
      await device.close();
    }
    expect(both[0]).toEqual(both[1]);
  });
});

describe('a device of WebGPU', () => {
  test('is shared: closing one leaves the other alive, closing the last gives it back', async () => {
    const [one, other] = await Promise.all([openDevice({ backend: 'webgpu' }), openDevice({ backend: 'webgpu' })]);
    const { device } = await WebGPUContext.acquire();
    await one.close();
    expect(await doubledOn(other)).toEqual([2, 4]);
    const destroyed = vi.spyOn(device, 'destroy');
    await other.close();
    expect(destroyed).toHaveBeenCalledTimes(1);
  });

  test('can be opened while the last one is closed', async () => {
    const one = await openDevice({ backend: 'webgpu' });
    const [, other] = await Promise.all([one.close(), openDevice({ backend: 'webgpu' })]);
    expect(await doubledOn(other)).toEqual([2, 4]);
    await other.close();
  });

  test('says that it was lost, in the run under way and in all later ones; the next one works', async () => {
    const lost = await openDevice({ backend: 'webgpu' });
    const plan = doubling(lost);
    const unused = doubling(lost);
    await plan.run([Matrix.row([1, 2])]);
    const underWay = plan.run([Matrix.row([3, 4])]);
    const { device } = await WebGPUContext.acquire();
    device.destroy();
    const message =
      'run: expected a device that answers, but the device was lost. Open another one: await openDevice(); what this one gave before is good.';
    await expect(underWay).rejects.toThrow(message);
    await expect(plan.run([Matrix.row([1, 2])])).rejects.toThrow(message);
    await expect(unused.run([Matrix.row([1, 2])])).rejects.toThrow(message);
    expect(() => doubling(lost)).toThrow(message);

    const next = await openDevice({ backend: 'webgpu' });
    expect(await doubledOn(next)).toEqual([2, 4]);
    await lost.close();
    expect(await doubledOn(next)).toEqual([2, 4]);
    await next.close();
  });

  test('that was lost while a plan was compiled says so', async () => {
    const device = await openDevice({ backend: 'webgpu' });
    const first = doubling(device).run([Matrix.row([1, 2])]);
    (await WebGPUContext.acquire()).device.destroy();
    await expect(first).rejects.toThrow(/the device was lost/);
    await device.close();
  });

  test('does not go on where the GPU refused what it was told', async () => {
    const opened = await openDevice({ backend: 'webgpu' });
    const plan = doubling(opened);
    const { device } = await WebGPUContext.acquire();
    // More than any device allows: an error that belongs to nobody. 0x80 is GPUBufferUsage.STORAGE, which TypeScript's DOM does not know.
    device.createBuffer({ size: 2 ** 50, usage: 0x80 });
    await expect(plan.run([Matrix.row([1, 2])])).rejects.toThrow(/^run: expected the GPU to do as it was told, got "/);
    await opened.close();
    const next = await openDevice({ backend: 'webgpu' });
    expect(await doubledOn(next)).toEqual([2, 4]);
    await next.close();
  });
});

describe('in normal use', () => {
  afterEach(() => vi.restoreAllMocks());

  test.each(['cpu', 'webasm', 'webgpu'] as const)('%s prints nothing', async (backend) => {
    const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
    const printed = methods.map((method) => vi.spyOn(console, method));
    const device = await openDevice({ backend });
    await doubledOn(device);
    await device.close();
    for (const method of printed) expect(method).not.toHaveBeenCalled();
  });
});

function doubled(x: number): number {
  return 2 * x;
}
