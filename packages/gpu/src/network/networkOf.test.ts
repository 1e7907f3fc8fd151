import { losses, Matrix, rowLosses, vectorFunctions } from '@handgrad/core-math';
import {
  activation,
  dense,
  head,
  layerFactories,
  predict,
  relu,
  rowFunction,
  sequential,
  softmaxCrossEntropy,
  type Head,
  type Layer,
  type LayerName,
  type LayerOptions,
  type Model,
} from '@handgrad/mlp';
import { expect, test } from 'vitest';
import { own } from '../formulas/ownActivation.test-support.js';
import { openDevice, predictOn } from '../index.js';
import { layerKernels } from '../layers/index.js';
import { networkOf } from './networkOf.js';

function modelOf(layers: readonly Layer[], loss: Head = softmaxCrossEntropy): Model {
  return sequential(layers, { inputs: 2, loss });
}

/** What the layer of this name is when somebody wrote it, other than its factory. */
function ownLayer(name: string): Layer {
  return { ...without(relu(), 'options', 'formula'), name };
}

function without(layer: Layer, ...properties: (keyof Layer)[]): Layer {
  return Object.fromEntries(
    Object.entries(layer).filter(([name]) => !properties.some((one) => one === name)),
  ) as unknown as Layer;
}

test('a layer that the GPU has not is named, with those that it has', () => {
  expect(() => networkOf(modelOf([dense({ units: 2 }), ownLayer('swirl')]), 'fit')).toThrow(
    /^fit: expected layers that the GPU has \(dense, dropout, .*, logSumExp\), got "swirl"\. Go without a device, or build the network from these\.$/,
  );
});

test('a layer that only has the name of one of ours is not taken for it', () => {
  expect(() => networkOf(modelOf([ownLayer('dense')]))).toThrow('got "dense"');
});

const required: Readonly<Record<string, LayerOptions>> = { dense: { units: 2 }, dropout: { rate: 0.5 } };

test.each(Object.keys(layerKernels) as LayerName[])(
  '%s is found by its name and options, also without a formula',
  (name) => {
    const layer = without(layerFactories[name](required[name]), 'formula');
    expect(networkOf(modelOf([layer])).noise).toHaveLength(name === 'dropout' ? 1 : 0);
  },
);

test("an activation of one's own runs where it is in the portable subset", async () => {
  const device = await openDevice({ backend: 'webasm' });
  const model = modelOf([activation(own)]);
  const inputs = Matrix.fromRows([
    [0.5, -1],
    [2, 1.5],
  ]);
  const predictions = await predictOn(device, model, inputs);
  predict(model, inputs).data.forEach((p, i) => expect(predictions.data[i]).toBeCloseTo(p, 6));
  await device.close();
});

test('and is refused by the rule that it breaks where it is not', () => {
  function waving(z: number): number {
    return Math.sin(z);
  }
  const model = modelOf([activation({ ...own, name: 'waving', value: waving })]);
  expect(() => networkOf(model)).toThrow(/waving.*Math\.sin/);
});

test("a vector function or a loss over rows of one's own is named: it is written over arrays", () => {
  const doubled = { ...vectorFunctions.softmax, name: 'doubled' };
  expect(() => networkOf(modelOf([rowFunction(doubled)]), 'fit')).toThrow(
    'fit: expected a vector function that the GPU has (softmax, logSoftmax, logSumExp), got "doubled"',
  );
  const { value } = rowLosses.categoricalHinge;
  const renamed = head({ ...rowLosses.softmaxCrossEntropy, value });
  expect(() => networkOf(modelOf([], renamed), 'fit')).toThrow(
    /^fit: expected a loss over rows that the GPU has \(categoricalCrossEntropy, .*\), got "softmaxCrossEntropy" with functions of its own/,
  );
});

test("a loss of one's own is refused by the rule that it breaks", () => {
  function waves(prediction: number, target: number): number {
    return 1 - Math.cos(prediction - target);
  }
  const loss = { ...losses.squaredError, name: 'waves', value: waves, derivative: waves };
  expect(() => networkOf(modelOf([], head(loss)))).toThrow(/waves.*Math\.cos/);
});
