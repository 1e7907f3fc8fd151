import { Matrix, reusedWorkspace, type Dataset } from '@handgrad/core-math';
import { batchFrom } from './batchFrom.js';
import { forwardPass } from './forwardPass.js';
import type { Model } from './model.js';

/** Samples a pass: enough for fast products, little memory. */
export const samplesAtOnce = 256;

/**
 * head.predict(f(x)) for every sample
 *
 * What the model says about inputs, one row a sample. Where the head takes logits (`softmaxCrossEntropy`,
 * `binaryCrossEntropyFromLogits`), the rows are probabilities; else they are the outputs of the last layer.
 *
 * @throws RangeError when the inputs have another number of columns than the model expects, or a data set gives another
 * batch than it was asked for.
 * @example
 * const model = sequential([], { inputs: 2, loss: softmaxCrossEntropy });
 * predict(model, Matrix.fromRows([[0, 0]])).toRows() // => [[0.5, 0.5]]
 */
export function predict(model: Model, samples: Matrix | Dataset): Matrix {
  const size = samples instanceof Matrix ? samples.rows : samples.size;
  const predictions = new Matrix(size, model.outputs);
  const workspace = reusedWorkspace();
  for (let start = 0; start < size; start += samplesAtOnce) {
    const end = Math.min(size, start + samplesAtOnce);
    const inputs =
      samples instanceof Matrix
        ? samples.sliceRows(start, end)
        : batchFrom('predict', samples, rangeOf(start, end), workspace).inputs;
    const { outputs } = forwardPass(model, inputs, { workspace });
    model.head.predict(outputs, predictions.sliceRows(start, end));
  }
  return predictions;
}

/** start, start + 1, ..., end - 1 */
export function rangeOf(start: number, end: number): Uint32Array {
  return Uint32Array.from({ length: end - start }, (_, i) => start + i);
}
