import { Matrix, randomGenerator } from '@handgrad/core-math';
import {
  adam,
  clipByNorm,
  dense,
  halfSquaredError,
  optimizerOf,
  relu,
  sequential,
  sgd,
  type Clipping,
  type DeviceBatch,
  type DeviceTraining,
  type DeviceTrainingOptions,
} from '@handgrad/mlp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDevice, type Device } from '../index.js';
import { compileTraining } from './compileTraining.js';

const model = sequential([dense({ units: 3 }), relu(), dense({ units: 1 })], { inputs: 2, loss: halfSquaredError });
const rule = sgd({ learningRate: 0.1 });
const before = {
  parameters: model.parameters,
  statistics: model.statistics,
  optimizerState: rule.initialize(model.parameters),
};

let device: Device;
beforeAll(async () => {
  device = await openDevice({ backend: 'webasm', threads: false });
});
afterAll(() => device.close());

function compiled(options: Partial<DeviceTrainingOptions> = {}): DeviceTraining {
  return compileTraining(device, model, { optimizer: rule, batchSize: 4, ...options });
}

function batch(rows: number, inputs: Matrix | undefined = Matrix.generate(rows, 2, (i, j) => i - j)): DeviceBatch {
  const indices = Uint32Array.from({ length: rows }, (_, i) => i);
  return { indices, ...(inputs && { inputs }), targets: Matrix.zeros(rows, 1), noise: [] };
}

describe('a compiled training', () => {
  test('leaves what it begins with as it is, and counts the steps from there', async () => {
    const state = { ...before.optimizerState, step: 5 };
    const copies = Object.values(model.parameters).map(({ data }) => [...data]);
    const after = await compiled().update({ ...before, optimizerState: state }, [batch(4), batch(4)]);
    expect(after.optimizerState.step).toBe(7);
    expect(Object.values(model.parameters).map(({ data }) => [...data])).toEqual(copies);
    expect(after.parameters['dense1.weights']).not.toEqual(model.parameters['dense1.weights']);
  });

  test('takes batches of any size, one size a call', async () => {
    const training = compiled();
    for (const rows of [4, 3, 1]) expect((await training.update(before, [batch(rows)])).outputs[0].rows).toBe(rows);
    await expect(training.update(before, [batch(4), batch(3)])).rejects.toThrow(
      'update: expected batches that all have the same number of samples, got 4, 3.',
    );
    await expect(training.update(before, [])).rejects.toThrow('got none');
  });

  test('draws nothing for layers that are not random', () => {
    const random = randomGenerator(1);
    const state = random.state();
    expect(compiled().draw(random, 4)).toEqual([]);
    expect(random.state()).toEqual(state);
  });

  test('makes fewer updates at once the more work one is', () => {
    const wide = sequential([dense({ units: 2000 }), dense({ units: 1 })], { inputs: 2000, loss: halfSquaredError });
    const atOnce = (batchSize: number): number =>
      compileTraining(device, wide, { optimizer: rule, batchSize }).updatesAtOnce;
    expect(atOnce(1)).toBeGreaterThan(atOnce(64));
    expect(atOnce(2 ** 20)).toBe(1);
    expect(compiled().updatesAtOnce).toBeGreaterThan(100);
  });

  test('compiles a plan for each number of updates once, and closes the one that was not used for longest', async () => {
    const open = new Set<number>();
    let compiledPlans = 0;
    const counting: Pick<Device, 'backend' | 'software' | 'maxBytes' | 'compile'> = {
      ...device,
      compile(shapes, build) {
        const number = compiledPlans++;
        open.add(number);
        const plan = device.compile(shapes, build);
        return {
          ...plan,
          close() {
            open.delete(number);
            return plan.close();
          },
        };
      },
    };
    const training = compileTraining(counting, model, { optimizer: rule, batchSize: 2 });
    const update = (rows: number): Promise<unknown> => training.update(before, [batch(rows)]);
    for (const rows of [1, 2, 3, 1, 4, 1]) await update(rows);
    expect(compiledPlans).toBe(4);
    await update(5);
    expect([...open]).toEqual([0, 2, 3, 4]);
    training.close();
    expect([...open]).toEqual([]);
  });
});

describe('bad input', () => {
  test('an optimizer of another name is named, with those that there are', () => {
    const own = optimizerOf({
      name: 'mine',
      learningRate: 1,
      move: () => undefined,
      tex: { value: 'w' },
      sources: [],
    });
    expect(() => compiled({ optimizer: own })).toThrow(RangeError);
    expect(() => compiled({ optimizer: own })).toThrow(
      /expected an optimizer that the GPU has \(sgd, .*\), got "mine"/,
    );
  });

  test('an optimizer that only has the name of one is found out', () => {
    const other = adam();
    const doubled = { ...other, step: (...args: Parameters<typeof other.step>) => rule.step(...args) };
    expect(() => compiled({ optimizer: doubled as typeof other })).toThrow('got another rule under the name "adam"');
    const slow = { ...rule, step: sgd({ learningRate: 0.01 }).step };
    expect(() => compiled({ optimizer: slow })).toThrow('got another rule under the name "sgd"');
  });

  test('a clipping of another name is named, and one that only has the name of one is found out', () => {
    const own: Clipping = { ...clipByNorm({ limit: 1 }), name: 'mine' };
    expect(() => compiled({ clipping: own })).toThrow(/expected a clipping that the GPU has \(.*\), got "mine"/);
    const nothing: Clipping = { ...clipByNorm({ limit: 1 }), clip: (gradients) => gradients };
    expect(() => compiled({ clipping: nothing })).toThrow('got another one under the name "clipByNorm"');
  });

  test('a number that float32 cannot hold is named', () => {
    expect(() => compiled({ optimizer: adam({ epsilon: 1e-50 }) })).toThrow(
      'compileTraining: expected epsilon of adam to be 0 or between 1.2e-38 and 3.4e38, as GPUs have numbers, got 1e-50.',
    );
    expect(() => compiled({ clipping: clipByNorm({ limit: 1e300 }) })).toThrow('expected limit of clipByNorm');
  });

  test('a schedule that gives no rate is named with the step', async () => {
    const schedule = { kind: 'schedule', name: 'mine', value: (step: number) => (step < 5 ? 0.1 : NaN) } as never;
    const training = compiled({ optimizer: sgd({ learningRate: schedule }) });
    await training.update(before, [batch(4)]);
    const later = { ...before, optimizerState: { ...before.optimizerState, step: 4 } };
    await expect(training.update(later, [batch(4), batch(4)])).rejects.toThrow(
      'update: expected the schedule "mine" to give a finite rate >= 0, got NaN at step 5.',
    );
  });

  test('a batch without inputs needs samples', async () => {
    await expect(compiled().update(before, [{ ...batch(4), inputs: undefined as never }])).rejects.toThrow(TypeError);
  });
});
