import { afterEach, describe, expect, test } from 'vitest';
import { lawsOfProduct } from '../../laws/products.js';
import { describeProduct, multiply, products } from '../matrix/index.js';
import { Matrix } from '../matrix/matrix.js';
import type { Product } from '../matrix/product/operand.js';
import { planOf } from '../matrix/product/panels.js';
import { randomGenerator } from '../random/random.js';
import { openCrew, runTask } from './crew.js';
import { inParts } from './inParts.js';
import { areShared, sharedNumbers } from './numbers.js';
import { openThreads, threadsInUse, type Threads, type ThreadsOptions } from './openThreads.js';
import { defineTask, type Task } from './task.js';

let threads: Threads | undefined;
async function open(options: Partial<ThreadsOptions> = {}): Promise<Threads> {
  return (threads = await openThreads({ threads: 2, smallest: 0, ...options }));
}
afterEach(async () => {
  await threads?.close();
  threads = undefined;
});

const random = randomGenerator(5);
const drawn = (rows: number, columns: number): Matrix => Matrix.generate(rows, columns, () => random.normal());
const oneTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

/** Works once, and then until the first work that throws: a busy machine may take its time to let the other thread run. */
async function errorOfLaterWork(work: () => void): Promise<unknown> {
  work();
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    await oneTurn();
    try {
      work();
    } catch (error) {
      return error;
    }
  }
  return undefined;
}

/** Numbers that threads see. */
function shared(numbers: Float64Array): Float64Array {
  const copy = sharedNumbers(numbers.length);
  copy.set(numbers);
  return copy;
}

/** The first place where bits differ, or -1: quicker over long arrays than a deep comparison. */
function firstDifference(got: Float64Array, expected: Float64Array): number {
  return got.length === expected.length ? got.findIndex((x, i) => !Object.is(x, expected[i])) : got.length;
}

/** The task of that name with nothing left to do for the thread that asks: the others do all parts. */
function byOthers(name: string): Task<readonly unknown[]> {
  return { name, run: () => undefined };
}

const scaled = inParts('test.scale', (start: number, end: number, x: Float64Array, factor: number) => {
  for (let i = start; i < end; i++) x[i] = Math.sqrt(x[i] * factor) / 3;
});
// What a thread does is the text; what this one does is the function. So a test can make only the threads fail.
const waiting = (next: () => number): void => {
  while (next() >= 0);
};
const failing = defineTask('test.fail', () => undefined, '(next) => { next(); throw new RangeError("on purpose"); }');
const failingLate = defineTask('test.failLate', waiting, '() => { throw new RangeError("on purpose, too late"); }');
const failingLong = defineTask(
  'test.failLong',
  () => undefined,
  '(next) => { next(); throw new Error("x".repeat(5000)); }',
);
const leaving = defineTask('test.leave', waiting, '() => { process.exit(3); }');
const taking = defineTask('test.take', () => undefined, '(next) => { next(); process.exit(3); }');

describe.each(['blocked', 'simd'] as const)('the version "%s" of the product', (name) => {
  /** All parts by other threads; alone where there is one part or none. */
  const byWorkers: Product = (left, right, result, plus) => {
    const plan = planOf(left.rows, left.columns, right.columns, 8);
    if (plan.parts < 2) {
      products[name](left, right, result, plus);
      return;
    }
    const sides = [left, right].map((side) => ({ ...side, data: shared(side.data) })) as [typeof left, typeof right];
    const memory = sharedNumbers(result.length + 64).fill(9);
    const target = memory.subarray(32, 32 + result.length);
    const product = name === 'simd' ? 'multiplySimd' : 'multiplyBlocked';
    runTask(byOthers(product), plan.parts, [plan, ...sides, target, plus && shared(plus)], openCrew());
    expect([...memory.subarray(0, 32), ...memory.subarray(32 + result.length)].every((x) => x === 9)).toBe(true);
    result.set(target);
  };

  test.each([2, 3, 5])('keeps every law with %i threads', async (count) => {
    await open({ threads: count });
    for (const law of lawsOfProduct(products[name])) law.check({ runs: 25 });
  });

  test('keeps every law where other threads do all of it', async () => {
    await open({ threads: 3 });
    for (const law of lawsOfProduct(byWorkers)) law.check({ runs: 25 });
  });

  test('has the same bits with every number of threads, for large products and each way of storing them', async () => {
    for (const [m, n, p] of [
      [128, 200, 130],
      [400, 70, 9],
      [3, 3000, 40],
    ] as const) {
      const left = Matrix.generate(m, n, () => (random.uniform() < 0.5 ? 0 : random.normal()));
      const right = drawn(n, p);
      const expected = multiply(left, right).data;
      for (const count of [1, 2, 4]) {
        await open({ threads: count });
        const fromBefore = multiply(left, right).data;
        const seen = multiply(left.copy(), right.copy(), { into: Matrix.zeros(m, p) }).data;
        await threads!.close();
        expect(firstDifference(fromBefore, expected)).toBe(-1);
        expect(firstDifference(seen, expected)).toBe(-1);
      }
    }
  });
});

describe('a loop in parts', () => {
  const length = 100_001;
  const start = Float64Array.from({ length }, () => random.uniform());
  const expected = start.slice();
  scaled(length, expected, 0.7);

  test('has the same bits with every number of threads', async () => {
    for (const count of [1, 2, 5]) {
      await open({ threads: count });
      const x = shared(start);
      scaled(length, x, 0.7);
      await threads!.close();
      expect(firstDifference(x, expected)).toBe(-1);
    }
  });

  test('has the same bits where other threads do all of it', async () => {
    await open();
    const x = shared(start);
    runTask(byOthers('test.scale'), 11, [length, 10_000, x, 0.7], openCrew());
    expect(firstDifference(x, expected)).toBe(-1);
  });

  test('goes alone through arrays that threads do not see', async () => {
    await open();
    const x = start.slice();
    scaled(length, x, 0.7);
    expect(firstDifference(x, expected)).toBe(-1);
  });
});

describe('threads', () => {
  test('are counted, described, closed, and opened again', async () => {
    expect(threadsInUse()).toBe(1);
    expect(describeProduct()).toContain('1 thread,');
    for (const count of [3, 2]) {
      const opened = await open({ threads: count });
      expect([opened.count, threadsInUse()]).toEqual([count, count]);
      expect(describeProduct()).toContain(`${count} threads,`);
      await opened.close();
      await opened.close();
      expect(threadsInUse()).toBe(1);
    }
  });

  test('see the matrices of some size that are made while they are open, and only those', async () => {
    const before = Matrix.zeros(64, 64);
    await open();
    expect(areShared(Matrix.zeros(64, 64).data)).toBe(true);
    expect(areShared(before.copy().data)).toBe(true);
    expect(areShared(before.data)).toBe(false);
    expect(areShared(Matrix.zeros(2, 2).data)).toBe(false);
    await threads!.close();
    expect(areShared(Matrix.zeros(64, 64).data)).toBe(false);
  });

  test('that are closed once more leave those alone that were opened since', async () => {
    const first = await open();
    await first.close();
    await open({ threads: 3 });
    await first.close();
    expect(threadsInUse()).toBe(3);
    expect(areShared(Matrix.zeros(64, 64).data)).toBe(true);
  });

  test('that are one share nothing: no work, and no memory', async () => {
    await open({ threads: 1 });
    expect(threadsInUse()).toBe(1);
    expect(openCrew(1e9)).toBeUndefined();
    expect(areShared(Matrix.zeros(64, 64).data)).toBe(false);
  });

  test('are not asked for a single part', async () => {
    await open();
    runTask(failing, 1, [], openCrew());
    await oneTurn();
    runTask(failing, 1, [], openCrew());
    expect(threadsInUse()).toBe(2);
  });

  test('leave a task that is younger than they are to the thread that asks', async () => {
    await open();
    const done: number[] = [];
    const run = (next: () => number): void => {
      for (let part = next(); part >= 0; part = next()) done.push(part);
    };
    runTask(defineTask('test.young', run, `${run}`), 5, [], openCrew());
    expect(done).toEqual([0, 1, 2, 3, 4]);
    expect(threadsInUse()).toBe(2);
  });

  test('cut what goes wrong short where it is long', async () => {
    await open();
    expect(() => {
      runTask(failingLong, 2, [], openCrew());
    }).toThrow(/got "Error: x{400,500}" from one/);
  });

  test('leave small work to the thread that asks', async () => {
    await open({ smallest: 1001 });
    expect(openCrew(1000)).toBeUndefined();
    expect(openCrew(1001)).toBeDefined();
  });

  test('pass on what goes wrong in one of them, and are closed', async () => {
    await open();
    expect(() => {
      runTask(failing, 2, [], openCrew());
    }).toThrow('test.fail: expected every thread to do its parts, got "RangeError: on purpose" from one.');
    expect(threadsInUse()).toBe(1);
    await open();
    expect(threadsInUse()).toBe(2);
  });

  test.each([
    ['a failure that came after the work was done', failingLate, 'on purpose, too late'],
    ['a thread that ended', leaving, 'it ended with code 3'],
  ])('pass on %s with the next work', async (_, task, message) => {
    await open();
    const error = await errorOfLaterWork(() => {
      runTask(task, 2, [], openCrew());
    });
    expect(String(error)).toContain(message);
    expect(threadsInUse()).toBe(1);
  });

  test('that end in the middle of a part are not waited for without end', async () => {
    await open({ patience: 200 });
    expect(() => {
      runTask(taking, 2, [], openCrew());
    }).toThrow('test.take: expected every thread to do its parts, got "no word for 200 ms" from one.');
    expect(threadsInUse()).toBe(1);
  });

  test('begin no further part when the thread that asks fails', async () => {
    await open();
    const stopping: Task<readonly []> = {
      name: 'test.scale',
      run: () => {
        throw new Error('enough');
      },
    };
    expect(() => {
      runTask(stopping, 1e9, [], openCrew());
    }).toThrow('enough');
    expect(threadsInUse()).toBe(1);
  });

  test.each([
    [{ threads: 0 }, RangeError, 'openThreads: expected threads to be a whole number from 1 to 64, got 0.'],
    [{ threads: 1.5 }, RangeError, 'got 1.5'],
    [{ threads: 65 }, RangeError, 'got 65'],
    [
      { threads: 2, smallest: Number.NaN },
      RangeError,
      'openThreads: expected smallest to be a number of multiply-adds',
    ],
    [{ threads: 2, smallest: -1 }, RangeError, 'or more, got -1.'],
    [{ threads: 2, patience: 0 }, RangeError, 'openThreads: expected patience to be milliseconds above 0, got 0.'],
  ])('are refused for %o', async (options, kind, message) => {
    await expect(openThreads(options)).rejects.toThrow(kind);
    await expect(openThreads(options)).rejects.toThrow(message);
    expect(threadsInUse()).toBe(1);
  });

  test('are not opened twice', async () => {
    const first = openThreads({ threads: 2 });
    await expect(openThreads({ threads: 2 })).rejects.toThrow('expected no threads to be open');
    threads = await first;
    await expect(openThreads({ threads: 2 })).rejects.toThrow('Close them first.');
    expect(threadsInUse()).toBe(2);
  });
});
