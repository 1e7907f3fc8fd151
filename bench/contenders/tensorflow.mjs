// TensorFlow.js by its fused dense layer and `minimize`: the leanest way to make this step, leaner than `model.fit`.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Opens one backend; wasm runs on one thread, as everyone here does. */
export async function open({ backend }) {
  const tf = require('@tensorflow/tfjs-core');
  require(`@tensorflow/tfjs-backend-${backend}`);
  // Not for its layers: it registers the gradients, which tfjs-core does not.
  require('@tensorflow/tfjs-layers');
  if (backend === 'wasm') tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!(await tf.setBackend(backend)) || tf.getBackend() !== backend) {
    throw new Error(`tensorflow: expected the backend ${backend}, got ${tf.getBackend()}.`);
  }
  if (backend === 'wasm' && !tf.env().get('WASM_HAS_SIMD_SUPPORT')) {
    throw new Error('tensorflow: expected WebAssembly SIMD for the wasm backend, got none. Its times would be unfair.');
  }
  let state;
  return {
    prepare(task) {
      if (state) tf.dispose([state.batches, state.weights, state.biases]);
      state?.optimizer.dispose();
      state = prepared(tf, task);
    },
    run: (steps) => run(tf, state, steps),
  };
}

function prepared(tf, { layers, batchSize, images, labels, weights, adam }) {
  const batches = Array.from({ length: labels.length / batchSize }, (_, b) => {
    const start = b * batchSize;
    const pixels = Float32Array.from(
      images.subarray(start * layers[0], (start + batchSize) * layers[0]),
      (p) => p / 255,
    );
    const classes = Int32Array.from(labels.subarray(start, start + batchSize));
    return {
      inputs: tf.tensor2d(pixels, [batchSize, layers[0]]),
      targets: tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(classes, 'int32'), layers.at(-1)), 'float32')),
    };
  });
  return {
    batches,
    weights: weights.map((w, l) => tf.variable(tf.tensor2d(Float32Array.from(w), [layers[l], layers[l + 1]]))),
    biases: weights.map((_, l) => tf.variable(tf.zeros([layers[l + 1]]))),
    optimizer: tf.train.adam(adam.learningRate, adam.firstMomentDecay, adam.secondMomentDecay, adam.epsilon),
    step: 0,
  };
}

function run(tf, state, steps) {
  const losses = [];
  for (let s = 0; s < steps; s++) {
    const { inputs, targets } = state.batches[state.step++ % state.batches.length];
    const loss = state.optimizer.minimize(
      () => tf.losses.softmaxCrossEntropy(targets, outputs(tf, state, inputs)),
      true,
    );
    // Reading the number is what says that the step is done.
    losses.push(loss.dataSync()[0]);
    loss.dispose();
  }
  return losses;
}

function outputs(tf, { weights, biases }, inputs) {
  const last = weights.length - 1;
  return weights.reduce(
    (a, b, l) => tf.fused.matMul({ a, b, bias: biases[l], activation: l < last ? 'relu' : 'linear' }),
    inputs,
  );
}
