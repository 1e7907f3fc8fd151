// brain.js knows no batches: a "step" is the same number of samples, one by one, each with its own update. Its default
// network is sigmoid with the squared error and stochastic gradient descent with momentum, which is its fastest.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export function open() {
  const { NeuralNetwork } = require('brain.js');
  let state;
  return {
    prepare({ layers, batchSize, images, labels }) {
      const network = new NeuralNetwork({
        inputSize: layers[0],
        hiddenLayers: layers.slice(1, -1),
        outputSize: layers.at(-1),
      });
      const batches = batchesOf(layers, batchSize, images, labels);
      // One sample, so that it makes its weights.
      network.train(batches[0].slice(0, 1), { iterations: 1 });
      state = { network, batches, step: 0 };
    },
    run(steps) {
      for (let s = 0; s < steps; s++) state.network.trainPatterns(state.batches[state.step++ % state.batches.length]);
      // Its loss is another one and is not compared.
      return [];
    },
  };
}

function batchesOf(layers, batchSize, images, labels) {
  const [inputs] = layers;
  const classes = layers.at(-1);
  return Array.from({ length: labels.length / batchSize }, (_, b) =>
    Array.from({ length: batchSize }, (_, i) => {
      const sample = b * batchSize + i;
      return {
        input: Float32Array.from(images.subarray(sample * inputs, (sample + 1) * inputs), (pixel) => pixel / 255),
        output: Float32Array.from({ length: classes }, (_, c) => (c === labels[sample] ? 1 : 0)),
      };
    }),
  );
}
