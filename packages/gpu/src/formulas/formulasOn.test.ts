import {
  activations,
  eluActivation,
  huberLoss,
  losses,
  Matrix,
  rowLosses,
  vectorFunctions,
  type VectorFunction,
} from '@handgrad/core-math';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../contracts.js';
import { openDevice } from '../device/openDevice.js';
import { referenceDevice } from '../device/referenceDevice.js';
import { derivativeOn, valueOn } from './formulasOn.js';
import { own } from './ownActivation.test-support.js';

const x = Matrix.fromRows([
  [-3, -0.5, 0],
  [0.25, 1, 4],
]);

let device: Device;
beforeAll(async () => {
  device = await openDevice({ backend: 'webasm', threads: false });
});
afterAll(() => device.close());
const reference = referenceDevice('it was asked for');

function expectNear(got: Matrix, expected: Matrix): void {
  expect(got.shape).toBe(expected.shape);
  got.data.forEach((one, i) => expect(Math.abs(one - expected.data[i])).toBeLessThan(1e-6));
}

describe('formulas on a device', () => {
  test('an activation is computed entry by entry, value and derivative', async () => {
    expectNear(await valueOn(device, activations.gelu, x), await valueOn(reference, activations.gelu, x));
    expectNear(await derivativeOn(device, activations.gelu, x), await derivativeOn(reference, activations.gelu, x));
  });

  test('the reference is core-math itself, to the bit', async () => {
    expect((await valueOn(reference, activations.tanh, x)).data).toEqual(x.data.map(Math.tanh));
  });

  test('two entries of one name are two formulas', async () => {
    const [one, two] = [eluActivation({ alpha: 1 }), eluActivation({ alpha: 2 })];
    const [narrow, wide] = [await valueOn(device, one, x), await valueOn(device, two, x)];
    expect(wide.get(0, 0)).toBeCloseTo(2 * narrow.get(0, 0), 6);
  });

  test('a loss takes predictions and targets, and is not reduced', async () => {
    const y = Matrix.fromRows([
      [1, -0.5, 2],
      [0, 0, 0],
    ]);
    for (const loss of [losses.squaredError, huberLoss({ delta: 0.5 })]) {
      expectNear(await valueOn(device, loss, x, y), await valueOn(reference, loss, x, y));
      expectNear(await derivativeOn(device, loss, x, y), await derivativeOn(reference, loss, x, y));
    }
  });

  test.each(Object.values(vectorFunctions))(
    '$name is computed row by row, and its J^T of a gradient',
    async (f: VectorFunction) => {
      const columns = f.value(x.row(0)).length;
      const g = Matrix.generate(2, columns, (i, j) => 1 + i - 0.5 * j);
      expectNear(await valueOn(device, f, x), await valueOn(reference, f, x));
      expectNear(await derivativeOn(device, f, x, g), await derivativeOn(reference, f, x, g));
    },
  );

  test.each(Object.values(rowLosses))('$name gives one number a row, and its gradient', async (loss) => {
    const p = Matrix.fromRows([
      [0.2, 0.5, 0.3],
      [0.1, 0.1, 0.8],
    ]);
    const y =
      loss.targets === 'classIndex'
        ? Matrix.column([2, 0])
        : Matrix.fromRows([
            [0, 0, 1],
            [1, 0, 0],
          ]);
    const value = await valueOn(device, loss, p, y);
    expect(value.shape).toBe('2 x 1');
    expectNear(value, await valueOn(reference, loss, p, y));
    const [got, expected] = [await derivativeOn(device, loss, p, y), await derivativeOn(reference, loss, p, y)];
    expect(got.shape).toBe(expected.shape);
    got.data.forEach((one, i) => expect(Math.abs(one - expected.data[i])).toBeLessThan(1e-5));
  });

  test("one of a user's own runs when its functions are in the portable subset", async () => {
    expect((await valueOn(device, own, x)).toRows()).toEqual([
      [0, 0, 0],
      [0.0625, 1, 16],
    ]);
    expect((await derivativeOn(device, own, x)).get(1, 2)).toBe(8);
  });

  test('one that borrows the name of another is computed by its own functions', async () => {
    expect((await valueOn(device, { ...own, name: 'elu' }, x)).get(1, 2)).toBe(16);
  });

  test('one outside of the subset is refused, with the rule that it breaks', async () => {
    const arrow = { ...own, value: (z: number): number => Math.sin(z) };
    await expect(valueOn(device, arrow, x)).rejects.toThrow(
      /kernelOfActivation: expected "squareOnTheRight" to be in the portable subset, got a formula that is not: expected a plain function declaration.*Write it so, or compute without a device/,
    );
    expect((await valueOn(reference, arrow, x)).get(1, 1)).toBe(Math.sin(1));
  });

  test('plans are compiled once for each formula, part and shape, and the least used make room', async () => {
    let compiled = 0;
    const closed: string[] = [];
    const counting: Device = {
      ...device,
      compile(shapes, build) {
        const plan = device.compile(shapes, build);
        compiled++;
        return { ...plan, close: async () => (closed.push(`${shapes[0].columns}`), plan.close()) };
      },
    };
    const row = (columns: number): Matrix => Matrix.generate(1, columns, () => 1);
    for (let again = 0; again < 3; again++) await valueOn(counting, activations.relu, row(1));
    expect(compiled).toBe(1);
    await derivativeOn(counting, activations.relu, row(1));
    await valueOn(counting, activations.identity, row(1));
    expect(compiled).toBe(3);
    for (let columns = 2; columns <= 64; columns++) await valueOn(counting, activations.relu, row(columns));
    expect(closed).toEqual(['1', '1']);
    await valueOn(counting, activations.identity, row(1));
    expect(compiled).toBe(66);
  });

  test('wrong arguments are named', async () => {
    const row = Matrix.row([1, 2]);
    await expect(valueOn(device, losses.hinge, x, row)).rejects.toThrow(
      'valueOn: expected targets of shape 2 x 3 for hinge of 2 x 3 numbers, got 1 x 2. Pass matrices that fit.',
    );
    await expect(derivativeOn(device, vectorFunctions.logSumExp, x, x)).rejects.toThrow(
      'derivativeOn: expected outputGradient of shape 2 x 1',
    );
    await expect(valueOn(reference, rowLosses.sparseSoftmaxCrossEntropy, x, x)).rejects.toThrow('shape 2 x 1');
    await expect((valueOn as (...all: unknown[]) => Promise<Matrix>)(device, losses.hinge, x)).rejects.toThrow(
      'valueOn: expected two matrices for hinge (predictions, targets), got 1. Pass one for each.',
    );
    await expect((valueOn as (...all: unknown[]) => Promise<Matrix>)(device, activations.relu, [1])).rejects.toThrow(
      new TypeError('valueOn: expected matrices, got an array. Make one with Matrix.fromRows.'),
    );
    for (const [wrong, got] of [
      [undefined, 'undefined'],
      [{ kind: 'metric' }, 'metric'],
      ['relu', 'relu'],
    ] as const) {
      await expect((valueOn as (...all: unknown[]) => Promise<Matrix>)(device, wrong, x)).rejects.toThrow(
        `valueOn: expected an activation, a loss, a loss over rows or a vector function, got ${got}.`,
      );
    }
  });
});
