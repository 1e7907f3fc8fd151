import { datasetOf } from '@handgrad/datasets';
import { Matrix, randomGenerator } from '@handgrad/core-math';
import { predict } from '@handgrad/mlp';
import { expect, test } from 'vitest';
import { predictOn, type Device } from '../../src/index.js';
import { expectClose } from '../closeness.test-support.js';
import { networksOfAllHeads } from '../networks.test-support.js';

/** Two layers that differ while learning, and a head that takes logits. */
const { model } = networksOfAllHeads().find((one) => one.model.head.name === 'softmaxCrossEntropy')!;
const { normal } = randomGenerator(3);
const inputs = Matrix.generate(7, model.inputs, () => Math.fround(normal()));

export function predictionsSuite(device: () => Device): void {
  test('predictions are those of mlp: probabilities, in inference mode', async () => {
    const predictions = await predictOn(device(), model, inputs);
    expect(predictions.shape).toBe(`7 x ${model.outputs}`);
    expectClose(predictions.data, predict(model, inputs).data);
  });

  test('a device that holds three samples at a time is asked three times, and gives the same', async () => {
    const widest = Math.max(...model.layers.map(({ outputs }) => outputs));
    const small = { ...device(), maxBytes: 4 * widest * 3 };
    expectClose((await predictOn(small, model, inputs)).data, predict(model, inputs).data);
  });

  test('a data set gives what its inputs give', async () => {
    const samples = datasetOf(inputs, Matrix.zeros(7, 1));
    expect(await predictOn(device(), model, samples)).toEqual(await predictOn(device(), model, inputs));
  });
}
