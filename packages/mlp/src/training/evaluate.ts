import { reusedWorkspace, type Dataset, type Workspace } from '@handgrad/core-math';
import type { Parameters } from '../contracts.js';
import { batchFrom } from '../model/batchFrom.js';
import { forwardPass } from '../model/forwardPass.js';
import type { Model } from '../model/model.js';
import { rangeOf, samplesAtOnce } from '../model/predict.js';
import { checkCount, checkDataset, checkInputs, namingTheSample } from './checkData.js';
import { tally } from './history.js';
import { pacer } from './pause.js';

export interface EvaluateOptions {
  /** Samples a pass; the result does not depend on it beyond rounding. */
  readonly batchSize?: number;
  readonly parameters?: Parameters;
  readonly workspace?: Workspace;
}

export interface Evaluation {
  /** The mean loss over all samples. */
  readonly loss: number;
  /** The share of right classes; absent where targets are no classes. */
  readonly accuracy?: number;
  readonly samples: number;
}

/**
 * loss = 1/n sum of loss(f(x_i), y_i)
 *
 * How good the model is on data: mean loss and, where targets are classes, accuracy. Nothing is learned.
 *
 * @throws RangeError for an empty data set, shapes that do not fit (of the model, or of a batch other than asked for), NaN in the data, labels out of range, or a batch
 * size that is not a whole number above 0.
 * @example
 * const zeros = { size: 2, inputs: 1, targets: 1, batch: () => ({ inputs: Matrix.column([3, 4]), targets: Matrix.column([0, 0]) }) };
 * const model = sequential([identity()], { inputs: 1, loss: squaredError });
 * await evaluate(model, zeros) // => { loss: 12.5, samples: 2 }
 */
export async function evaluate(
  model: Model,
  dataset: Dataset,
  { batchSize = samplesAtOnce, parameters = model.parameters, workspace = reusedWorkspace() }: EvaluateOptions = {},
): Promise<Evaluation> {
  checkDataset('evaluate', model, dataset);
  checkCount('evaluate', 'batchSize', batchSize);
  const means = tally();
  const breathe = pacer();
  for (let start = 0; start < dataset.size; start += batchSize) {
    const indices = rangeOf(start, Math.min(dataset.size, start + batchSize));
    const batch = batchFrom('evaluate', dataset, indices, workspace);
    checkInputs('evaluate', batch.inputs, indices);
    try {
      const { outputs } = forwardPass(model, batch.inputs, { parameters, workspace });
      const loss = model.head.value(outputs, batch.targets);
      // Outputs of NaN are in no class.
      const accuracy = Number.isNaN(loss) ? undefined : model.head.accuracy?.(outputs, batch.targets);
      means.add(indices.length, loss, accuracy);
    } catch (error) {
      throw namingTheSample('evaluate', error, indices);
    }
    await breathe();
  }
  const accuracy = means.accuracy();
  return { loss: means.loss(), ...(accuracy !== undefined && { accuracy }), samples: dataset.size };
}
