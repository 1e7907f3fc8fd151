import type { Loss, RowLoss } from '@handgrad/core-math';
import type { Layer } from '../contracts.js';
import { sigmoid, softmax, softplus } from '../layers/index.js';

/**
 * [0, 1] -> sigmoid, [0, 1] with sum 1 -> softmax, (0, infinity) -> softplus, all numbers -> nothing
 *
 * The last layer that brings any number to where a loss is defined; undefined where the loss takes any number, logits among
 * them.
 *
 * @example
 * outputLayerOf(losses.binaryCrossEntropy).name // => 'sigmoid'
 * outputLayerOf(rowLosses.categoricalCrossEntropy).name // => 'softmax'
 * outputLayerOf(rowLosses.softmaxCrossEntropy) // => undefined
 *
 * Source: Goodfellow, Bengio, Courville, "Deep learning", 2016, section 6.2.2.
 */
export function outputLayerOf(loss: Loss | RowLoss): Layer | undefined {
  if (loss.kind === 'rowLoss') return loss.predictions === 'probabilities' ? softmax() : undefined;
  if (loss.predictions.low === -Infinity) return undefined;
  return loss.predictions.high === Infinity ? softplus() : sigmoid();
}
