import { randomGenerator } from '@handgrad/core-math';
import { mnist } from '@handgrad/datasets/node';

/** Adam as every contender is told to run it; epsilon is the one that float32 bears. */
const adam = { learningRate: 0.001, firstMomentDecay: 0.9, secondMomentDecay: 0.999, epsilon: 1e-7 };

/**
 * What all contenders get: the same images in the same order and the same first weights, as plain data.
 *
 * `batches` batches of MNIST's training images, shuffled once with a fixed seed; weights uniform after Glorot, biases 0.
 */
export function mnistTask({ layers = [784, 512, 10], batchSize = 128, batches = 20 } = {}) {
  const random = randomGenerator(1);
  const { images, labels } = samples(batches * batchSize, random);
  const weights = layers.slice(1).map((outputs, l) => glorot(layers[l], outputs, random));
  return { layers, batchSize, images, labels, weights, adam };
}

let data;

function samples(count, random) {
  data ??= mnist({ split: 'train', targets: 'classIndex' });
  const { inputs, targets } = data.batch(random.permutation(data.size).subarray(0, count));
  // Back to the bytes that they are in the file: one fifth of the traffic, and each contender converts for itself.
  return {
    images: Uint8Array.from(inputs.data, (pixel) => Math.round(pixel * 255)),
    labels: Uint8Array.from(targets.data),
  };
}

function glorot(inputs, outputs, random) {
  const limit = Math.sqrt(6 / (inputs + outputs));
  return Float64Array.from({ length: inputs * outputs }, () => (2 * random.uniform() - 1) * limit);
}

/** Floating-point operations of one training step: two a multiply-add, no input gradient for the first layer. */
export function operationsOfStep(layers, batchSize) {
  return layers.slice(1).reduce((sum, outputs, l) => sum + (l === 0 ? 4 : 6) * batchSize * layers[l] * outputs, 0);
}
