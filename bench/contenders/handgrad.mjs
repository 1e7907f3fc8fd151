// Handgrad as its users run it: `fit`, with all that belongs to it. The batches stand ready as matrices, as they do for
// the others; `fit` asks for them by index, so its own shuffling does not matter: it gets the next batch of the task.
import { chooseProduct, Matrix, openThreads } from '@handgrad/core-math';
import { adam, dense, fit, relu, sequential, softmaxCrossEntropy } from '@handgrad/mlp';

/** As many samples as MNIST has: what `fit` does once an epoch has the weight that it has there. */
const samplesOfEpoch = 60_000;

/** Opens Handgrad with the given version of the product for everything, and with threads where they are asked for. */
export async function open({ product, threads = 1 }) {
  chooseProduct(product);
  if (threads > 1) await openThreads({ threads });
  let training;
  return {
    prepare(task) {
      training = trainingOf(task);
    },
    run: (steps) => training(steps),
  };
}

/** One long `fit`, which waits in a callback between two turns. The function returned lets it make so many steps. */
function trainingOf(task) {
  let turn;
  let goOn;
  const callback = {
    onBatchEnd({ loss }) {
      turn.losses.push(loss);
      if (turn.losses.length < turn.steps) return undefined;
      turn.resolve(turn.losses);
      return new Promise((resolve) => (goOn = resolve));
    },
  };
  return (steps) =>
    new Promise((resolve, reject) => {
      turn = { steps, losses: [], resolve, reject };
      if (goOn) goOn();
      else train(task, callback).catch((error) => turn.reject(error));
    });
}

/** Adam as the task wants it. */
export function optimizerOf({ adam: { firstMomentDecay, secondMomentDecay, learningRate, epsilon } }) {
  return adam({ learningRate, firstMomentDecay, secondMomentDecay, epsilon });
}

function train(task, callback) {
  return fit(modelOf(task), datasetOf(task), {
    optimizer: optimizerOf(task),
    epochs: Number.MAX_SAFE_INTEGER,
    batchSize: task.batchSize,
    callbacks: [callback],
  });
}

/** The network of the task, with its first weights. */
export function modelOf({ layers, weights }) {
  const stack = layers
    .slice(1)
    .flatMap((units, l) => (l < layers.length - 2 ? [dense({ units }), relu()] : [dense({ units })]));
  const model = sequential(stack, { inputs: layers[0], loss: softmaxCrossEntropy, seed: 1 });
  const parameters = { ...model.parameters };
  weights.forEach((w, l) => {
    const name = `dense${l + 1}.weights`;
    if (!(name in parameters))
      throw new Error(`handgrad: expected a parameter ${name}, got ${Object.keys(parameters)}.`);
    parameters[name] = new Matrix(layers[l], layers[l + 1], w.slice());
  });
  return { ...model, parameters };
}

/** Its batches as matrices. */
export function batchesOf({ layers, batchSize, images, labels }) {
  const inputs = layers[0];
  const outputs = layers.at(-1);
  return Array.from({ length: labels.length / batchSize }, (_, b) => {
    const start = b * batchSize;
    const pixels = Float64Array.from(images.subarray(start * inputs, (start + batchSize) * inputs), (p) => p / 255);
    return {
      inputs: new Matrix(batchSize, inputs, pixels),
      targets: Matrix.generate(batchSize, outputs, (i, c) => (labels[start + i] === c ? 1 : 0)),
    };
  });
}

function datasetOf(task) {
  const batches = batchesOf(task);
  let step = 0;
  return {
    size: Math.floor(samplesOfEpoch / task.batchSize) * task.batchSize,
    inputs: task.layers[0],
    targets: task.layers.at(-1),
    batch(_indices, into) {
      const next = batches[step++ % batches.length];
      if (!into) return next;
      into.inputs.data.set(next.inputs.data);
      into.targets.data.set(next.targets.data);
      return into;
    },
  };
}
