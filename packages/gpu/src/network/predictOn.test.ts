import { Matrix } from '@handgrad/core-math';
import { dense, halfSquaredError, predict, sequential } from '@handgrad/mlp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDevice, predictOn, type Device } from '../index.js';
import { referenceDevice } from '../device/referenceDevice.js';

const model = sequential([dense({ units: 3 })], { inputs: 2, loss: halfSquaredError });
let device: Device;
beforeAll(async () => {
  device = await openDevice({ backend: 'cpu' });
});
afterAll(() => device.close());

test('on the reference it is predict, to the bit', async () => {
  const inputs = Matrix.fromRows([
    [0.1, 0.2],
    [1 / 3, -7],
  ]);
  expect(await predictOn(referenceDevice('it was asked for'), model, inputs)).toEqual(predict(model, inputs));
});

test('no samples have no predictions', async () => {
  expect((await predictOn(device, model, Matrix.zeros(0, 2))).shape).toBe('0 x 3');
});

test('more samples than one run takes are all predicted', async () => {
  const inputs = Matrix.generate(1500, 2, (i, j) => (i % 7) - j);
  const predictions = await predictOn(device, model, inputs);
  predict(model, inputs).data.forEach((p, i) => expect(Math.abs(predictions.data[i] - p)).toBeLessThan(1e-5));
});

test('inputs of the wrong width, rows of numbers and short batches are refused', async () => {
  await expect(predictOn(device, model, Matrix.zeros(4, 3))).rejects.toThrow(
    'predictOn: expected inputs of 2 columns, one sample a row, got 3. Flatten or transpose the data, or build the model with inputs: 3.',
  );
  await expect(predictOn(device, model, [[1, 2]] as never)).rejects.toThrow(
    'predictOn: expected a Matrix or a data set, got an array. Make one with Matrix.fromRows(inputs).',
  );
  const short = {
    size: 4,
    inputs: 2,
    targets: 1,
    batch: () => ({ inputs: Matrix.zeros(3, 2), targets: Matrix.zeros(3, 1) }),
  };
  await expect(predictOn(device, model, short)).rejects.toThrow(
    'predictOn: expected a batch of 4 x 2 inputs, got 3 x 2. Let batch(indices) of the data set return one row for each index.',
  );
});
