import { Matrix } from '@handgrad/core-math';
import { describe, expect, test } from 'vitest';
import { openDevice, type Backend, type Device, type Plan } from '../../src/index.js';

const pair = { rows: 1, columns: 2 };

/** (2 x, 4 x, 8 x) of two numbers. */
function powers(device: Device): Plan {
  return device.compile([pair], (operations, [x]) => {
    const twice = operations.map({ formula: doubled }, x);
    const fourTimes = operations.map({ formula: doubled }, twice);
    return [twice, fourTimes, operations.map({ formula: doubled }, fourTimes)];
  });
}

export function deviceSuite(device: () => Device): void {
  const another = (): Promise<Device> => openDevice({ backend: device().backend as Backend });

  test('a plan knows its steps before it has run, and its backend', async () => {
    const plan = powers(device());
    expect(plan).toMatchObject({ steps: 3, backend: device().backend });
    await plan.close();
  });

  test('runs that are asked for at once wait for each other, each with the numbers that stood there when it was asked for', async () => {
    const plan = powers(device());
    const numbers = new Float32Array([1, 2]);
    const first = plan.run([numbers]);
    numbers.set([3, 0.5]);
    const second = plan.run([numbers]);
    numbers.fill(0);
    expect(await first).toEqual([new Float32Array([2, 4]), new Float32Array([4, 8]), new Float32Array([8, 16])]);
    expect(await second).toEqual([new Float32Array([6, 1]), new Float32Array([12, 2]), new Float32Array([24, 4])]);
    await plan.close();
  });

  test('results stay as they are when the plan runs again', async () => {
    const plan = powers(device());
    const [before] = await plan.run([Matrix.row([1, 2])]);
    await plan.run([Matrix.row([5, 6])]);
    expect(before).toEqual(new Float32Array([2, 4]));
    await plan.close();
  });

  test('a plan that is closed while it runs ends its runs, and takes no more', async () => {
    const plan = powers(device());
    const running = [plan.run([Matrix.row([1, 2])]), plan.run([Matrix.row([3, 4])])];
    const closed = plan.close();
    expect(plan.close()).toBe(closed);
    await expect(plan.run([Matrix.row([1, 2])])).rejects.toThrow(
      new RangeError('run: expected an open plan, got one that was closed. Compile it anew.'),
    );
    expect((await Promise.all(running)).map(([twice]) => [...twice])).toEqual([
      [2, 4],
      [6, 8],
    ]);
    await closed;
  });

  test('a device that is closed while a plan runs lets it end, and takes no more plans and runs', async () => {
    const opened = await another();
    const plan = powers(opened);
    const running = plan.run([Matrix.row([1, 2])]);
    const closed = opened.close();
    expect(opened.close()).toBe(closed);
    expect(() => powers(opened)).toThrow(
      new RangeError(
        'compile: expected an open device, got one that was closed. Open another one: await openDevice().',
      ),
    );
    await expect(plan.run([Matrix.row([1, 2])])).rejects.toThrow(
      /^run: expected an open plan, got one that was closed/,
    );
    expect((await running)[0]).toEqual(new Float32Array([2, 4]));
    await closed;
  });

  test('closing one device leaves others of the same backend as they are', async () => {
    const plan = powers(device());
    await plan.run([Matrix.row([1, 2])]);
    const opened = await another();
    await opened.close();
    expect((await plan.run([Matrix.row([2, 3])]))[0]).toEqual(new Float32Array([4, 6]));
    expect((await powers(device()).run([Matrix.row([1, 2])]))[0]).toEqual(new Float32Array([2, 4]));
    await plan.close();
  });

  describe('what does not fit is said when it shows', () => {
    test('a kernel that reads more matrices than the device lets it, with the limit', async () => {
      const compiled = (): Plan =>
        device().compile(new Array<typeof pair>(9).fill(pair), ({ map }, inputs) => [
          map({ formula: sumOfNine }, ...inputs),
        ]);
      if (device().backend === 'webgpu') {
        expect(compiled).toThrow(
          /^compile: expected kernels that read at most \d matrices on this webgpu device, got one that reads 9\. Compute in several steps/,
        );
      } else {
        const nine = Array.from({ length: 9 }, (_, i) => Matrix.row([2 ** i, 0]));
        const plan = compiled();
        expect((await plan.run(nine))[0]).toEqual(new Float32Array([511, 0]));
        await plan.close();
      }
    });

    test('a matrix beyond the limit of the device, with the limit', () => {
      const columns = 2 ** 20;
      const rows = Math.ceil(device().maxBytes / (4 * columns)) + 1;
      const message = new RangeError(
        `compile: expected matrices of at most ${device().maxBytes} bytes on this ${device().backend} device, got ${rows} x ${columns} numbers, which are ${4 * rows * columns}. Take fewer rows at a time.`,
      );
      expect(() => device().compile([{ rows, columns }], (_, [x]) => [x])).toThrow(message);
      const shapes = [
        { rows, columns: 1 },
        { rows: 1, columns },
      ];
      expect(() => device().compile(shapes, ({ map }, [x, y]) => [map({ formula: sum }, x, y)])).toThrow(message);
    });

    test('what build throws comes out of compile', () => {
      const error = new Error('mine');
      expect(() =>
        device().compile([pair], () => {
          throw error;
        }),
      ).toThrow(error);
    });

    test('a kernel that gpu.js cannot compile, at the first run and at every other one', async () => {
      const plan = device().compile([pair], ({ map }, [x]) => [map({ formula: unknownToKernels }, x)]);
      for (let i = 0; i < 2; i++) {
        await expect(plan.run([Matrix.row([1, 2])])).rejects.toThrow(
          new RegExp(
            `^run: expected kernels that gpu.js can run on ${device().backend}, got "Error: Unexpected expression`,
          ),
        );
      }
      await plan.close();
    });

    test('inputs of another number, shape or kind, before anything runs', async () => {
      const plan = powers(device());
      const runs: [Parameters<Plan['run']>[0], RangeError | TypeError][] = [
        [[], new RangeError('run: expected 1 inputs, got 0. Pass one for each shape that the plan was compiled with.')],
        [
          [Matrix.column([1, 2])],
          new RangeError(
            'run: expected 1 x 2 numbers as input 0, got 2 x 1. Pass matrices of the shapes that the plan was compiled with.',
          ),
        ],
        [
          [new Float32Array(3)],
          new RangeError(
            'run: expected 1 x 2 numbers as input 0, got 3 numbers. Pass matrices of the shapes that the plan was compiled with.',
          ),
        ],
        [
          [[1, 2] as never],
          new TypeError(
            'run: expected a Matrix or a Float32Array as input 0, got [object Array]. Wrap the numbers in one.',
          ),
        ],
      ];
      for (const [inputs, error] of runs) await expect(plan.run(inputs)).rejects.toThrow(error);
      await plan.close();
    });
  });
}

function doubled(x: number): number {
  return x + x;
}

function sumOfNine(
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
  i: number,
): number {
  return a + b + c + d + e + f + g + h + i;
}

function sum(x: number, y: number): number {
  return x + y;
}

function unknownToKernels(x: number): number {
  return (x as unknown as string).length;
}
