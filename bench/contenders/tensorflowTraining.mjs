// How TensorFlow.js trains, whatever it runs on: `model.fit`, as its users train, and the leanest way that makes the same step.

/** @returns {(task: object) => { run: (steps: number) => number[] | Promise<number[]>, dispose: () => void }} */
export function trainingOf(tf, tfLayers, way) {
  return (task) => (way === 'fit' ? byFit(tf, tfLayers, task) : byMinimize(tf, task));
}

function byFit(tf, tfLayers, task) {
  const { layers, batchSize } = task;
  const last = layers.length - 2;
  const model = tfLayers.sequential({
    layers: layers.slice(1).map((units, l) =>
      tfLayers.layers.dense({
        units,
        ...(l === 0 && { inputShape: [layers[0]] }),
        activation: l < last ? 'relu' : 'linear',
      }),
    ),
  });
  const optimizer = adamOf(tf, task);
  model.compile({ optimizer, loss: (targets, outputs) => tf.losses.softmaxCrossEntropy(targets, outputs) });
  const first = weightsOf(tf, task).flat();
  model.setWeights(first);
  tf.dispose(first);
  const data = tensorsOf(tf, task, 0, task.labels.length);
  const batches = task.labels.length / batchSize;
  const trainOn = async (start, steps) => {
    const part = (tensor) => tf.slice(tensor, [start * batchSize, 0], [steps * batchSize, tensor.shape[1]]);
    const inputs = part(data.inputs);
    const targets = part(data.targets);
    const losses = [];
    const callbacks = { onBatchEnd: (_batch, { loss }) => void losses.push(loss) };
    await model.fit(inputs, targets, { batchSize, shuffle: false, verbose: 0, yieldEvery: 'never', callbacks });
    tf.dispose([inputs, targets]);
    return losses;
  };
  let next = 0;
  return {
    async run(steps) {
      const losses = [];
      while (losses.length < steps) {
        const now = Math.min(steps - losses.length, batches - next);
        losses.push(...(await trainOn(next, now)));
        next = (next + now) % batches;
      }
      return losses;
    },
    dispose() {
      tf.dispose(data);
      model.dispose();
      optimizer.dispose();
    },
  };
}

function byMinimize(tf, task) {
  const batches = Array.from({ length: task.labels.length / task.batchSize }, (_, b) =>
    tensorsOf(tf, task, b * task.batchSize, task.batchSize),
  );
  const variables = weightsOf(tf, task).map((pair) => pair.map((tensor) => tf.variable(tensor)));
  const optimizer = adamOf(tf, task);
  const last = variables.length - 1;
  const outputs = (inputs) =>
    variables.reduce(
      (a, [b, bias], l) => tf.fused.matMul({ a, b, bias, activation: l < last ? 'relu' : 'linear' }),
      inputs,
    );
  let next = 0;
  return {
    async run(steps) {
      const losses = [];
      for (let step = 0; step < steps; step++) {
        const { inputs, targets } = batches[next++ % batches.length];
        const loss = optimizer.minimize(() => tf.losses.softmaxCrossEntropy(targets, outputs(inputs)), true);
        // Reading the number is what says that the step is done.
        losses.push((await loss.data())[0]);
        loss.dispose();
      }
      return losses;
    },
    dispose() {
      tf.dispose([batches, variables]);
      optimizer.dispose();
    },
  };
}

function adamOf(tf, { adam }) {
  return tf.train.adam(adam.learningRate, adam.firstMomentDecay, adam.secondMomentDecay, adam.epsilon);
}

/** Weights and bias of each layer. */
function weightsOf(tf, { layers, weights }) {
  return weights.map((w, l) => [
    tf.tensor2d(Float32Array.from(w), [layers[l], layers[l + 1]]),
    tf.zeros([layers[l + 1]]),
  ]);
}

function tensorsOf(tf, { layers, images, labels }, start, count) {
  const pixels = Float32Array.from(images.subarray(start * layers[0], (start + count) * layers[0]), (p) => p / 255);
  const classes = Int32Array.from(labels.subarray(start, start + count));
  return {
    inputs: tf.tensor2d(pixels, [count, layers[0]]),
    targets: tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(classes, 'int32'), layers.at(-1)), 'float32')),
  };
}
