import { Matrix, type Dataset } from '@handgrad/core-math';
import { predict, type Model } from '@handgrad/mlp';
import type { Device } from '../contracts.js';
import { matrixOf } from '../plan/matrixOf.js';
import { toFloat32 } from '../training/float32.js';
import { compileNamed, grouped, groupOf, type NamedPlan } from '../training/namedPlan.js';
import { networkOf } from './networkOf.js';

/** Samples a run: enough to keep a device busy. */
const samplesAtOnce = 1024;

/**
 * head.predict(f(x)) for every sample, f worked out on the device
 *
 * What the model says about inputs, one row a sample, as `predict` of @handgrad/mlp does, in float32: probabilities where
 * the head takes logits. On the plain TypeScript reference it is `predict` itself.
 *
 * @throws TypeError for what is neither a matrix nor a data set; RangeError when the inputs have another number of columns
 * than the model expects, and for a layer or loss that the GPU has not.
 * @example
 * const device = await openDevice({ backend: 'cpu' });
 * const model = sequential([identity()], { inputs: 2, loss: softmaxCrossEntropy });
 * (await predictOn(device, model, Matrix.fromRows([[0, 0]]))).toRows() // => [[0.5, 0.5]]
 * await device.close();
 */
export async function predictOn(device: Device, model: Model, samples: Matrix | Dataset): Promise<Matrix> {
  if (device.backend === 'reference') return predict(model, samples);
  const { size, inputsOf } = requireSamples(samples, model.inputs);
  const predictions = new Matrix(size, model.outputs);
  if (size === 0) return predictions;
  const rows = Math.min(size, samplesAtOnce, mostRows(device, model));
  const plan = forwardPlan(device, model, rows);
  const fixed = toFloat32({ ...grouped('parameters', model.parameters), ...grouped('statistics', model.statistics) });
  try {
    for (let start = 0; start < size; start += rows) {
      const end = Math.min(size, start + rows);
      // The last run has rows left over, of zeros: a plan has one size.
      const inputs = new Float32Array(rows * model.inputs);
      inputs.set(checkedRows(inputsOf(start, end), end - start, model.inputs).data);
      const { outputs } = await plan.run({ ...fixed, inputs });
      const shape = { rows: end - start, columns: model.outputs };
      const wanted = matrixOf(outputs.subarray(0, shape.rows * shape.columns), shape);
      model.head.predict(wanted, predictions.sliceRows(start, end));
    }
  } finally {
    plan.close();
  }
  return predictions;
}

function forwardPlan(device: Device, model: Model, rows: number): NamedPlan {
  const network = networkOf(model, 'predictOn');
  const shapes = {
    inputs: { rows, columns: model.inputs },
    ...grouped('parameters', model.parameters),
    ...grouped('statistics', model.statistics),
  };
  return compileNamed(device, shapes, (operations, given) => ({
    outputs: network.forward(operations, {
      inputs: given['inputs'],
      parameters: groupOf('parameters', given),
      statistics: groupOf('statistics', given),
    }),
  }));
}

/** As many samples as the device holds of the widest layer. */
function mostRows({ maxBytes }: Device, { layers, inputs }: Model): number {
  const widest = Math.max(inputs, ...layers.map(({ outputs }) => outputs));
  return Math.max(1, Math.floor(maxBytes / (Float32Array.BYTES_PER_ELEMENT * widest)));
}

interface Samples {
  readonly size: number;
  readonly inputsOf: (start: number, end: number) => Matrix;
}

/** @throws TypeError for what is neither a matrix nor a data set; RangeError for the wrong number of columns. */
function requireSamples(samples: Matrix | Dataset, columns: number): Samples {
  const given: unknown = samples;
  if (samples instanceof Matrix) {
    checkColumns(samples.columns, columns);
    return { size: samples.rows, inputsOf: (start, end) => samples.sliceRows(start, end) };
  }
  if (typeof given !== 'object' || given === null || typeof samples.batch !== 'function') {
    throw new TypeError(
      `predictOn: expected a Matrix or a data set, got ${given === null ? 'null' : Array.isArray(given) ? 'an array' : typeof given}. Make one with Matrix.fromRows(inputs).`,
    );
  }
  checkColumns(samples.inputs, columns);
  return {
    size: samples.size,
    inputsOf: (start, end) => samples.batch(Uint32Array.from({ length: end - start }, (_, i) => start + i)).inputs,
  };
}

/** A data set may be a user's own: rows too few would pass as zeros. */
function checkedRows(inputs: Matrix, rows: number, columns: number): Matrix {
  if (inputs.rows === rows && inputs.columns === columns) return inputs;
  throw new RangeError(
    `predictOn: expected a batch of ${rows} x ${columns} inputs, got ${inputs.shape}. Let batch(indices) of the data set return one row for each index.`,
  );
}

function checkColumns(got: number, expected: number): void {
  if (got === expected) return;
  throw new RangeError(
    `predictOn: expected inputs of ${expected} columns, one sample a row, got ${got}. Flatten or transpose the data, or build the model with inputs: ${got}.`,
  );
}
