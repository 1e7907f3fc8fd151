import { huber, huberDerivative, huberLoss, losses, type Loss, type LossName } from '@handgrad/core-math';
import type { KernelFunction } from '../contracts.js';
import { agreesAtPoints } from '../portable/agreesAtPoints.js';
import { expectPortable } from '../portable/expectPortable.js';

/** A pointwise loss as kernels take it: functions of a prediction and a target. */
export interface LossKernel {
  readonly value: KernelFunction;
  readonly derivative: KernelFunction;
}

/** Every pointwise loss of core-math as kernels: its own source. */
export const lossKernels: Readonly<Record<LossName, (entry: Loss) => LossKernel>> = {
  squaredError: sameSource,
  halfSquaredError: sameSource,
  absoluteError: sameSource,
  huber({ parameters }) {
    const numbers = [parameters!['delta']];
    return { value: { formula: huber, numbers }, derivative: { formula: huberDerivative, numbers } };
  },
  logCosh: sameSource,
  binaryCrossEntropy: sameSource,
  binaryCrossEntropyFromLogits: sameSource,
  hinge: sameSource,
  squaredHinge: sameSource,
  poisson: sameSource,
};

/**
 * The kernels of a loss: those of the registry for one of core-math's, whatever its parameters; else its own functions,
 * where they are in the portable subset.
 *
 * @throws RangeError when the functions of an entry of one's own are not in the subset; it names the rules.
 * @example
 * kernelOfLoss(losses.hinge).value.formula.name // => 'hinge'
 * kernelOfLoss(huberLoss({ delta: 2 })).value.numbers // => [2]
 */
export function kernelOfLoss(entry: Loss): LossKernel {
  const known = ofCoreMath(entry);
  if (known) return lossKernels[known.name](known);
  expectPortable('kernelOfLoss', entry, [entry.value, entry.derivative]);
  return sameSource(entry);
}

/** The entry of core-math that this is. Not by its name alone: anybody may call theirs "huber". */
function ofCoreMath(entry: Loss): (Loss & { readonly name: LossName }) | undefined {
  if (!Object.hasOwn(losses, entry.name)) return undefined;
  const name = entry.name as LossName;
  const known: Loss = name === 'huber' ? huberLoss(entry.parameters ?? {}) : losses[name];
  const same = agreesAtPoints(entry.value, known.value) && agreesAtPoints(entry.derivative, known.derivative);
  return same ? { ...known, name } : undefined;
}

function sameSource({ value, derivative }: Loss): LossKernel {
  return { value: { formula: value }, derivative: { formula: derivative } };
}
