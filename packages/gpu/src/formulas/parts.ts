import type { Activation, Loss, RowLoss, VectorFunction } from '@handgrad/core-math';
import type { Operations, Tensor } from '../contracts.js';
import { kernelOfActivation } from '../activations/index.js';
import { kernelOfLoss } from '../losses/index.js';
import { kernelOfRowLoss } from '../rowLosses/index.js';
import { kernelOfVectorFunction } from '../vectors/index.js';

/** What can be computed on a device by itself. */
export type DeviceFormula = Activation | Loss | VectorFunction | RowLoss;
export type Part = 'value' | 'derivative';

/**
 * What the matrices are that a part of a formula takes.
 *
 * @throws TypeError for what is no such formula.
 */
export function argumentNames(caller: string, formula: DeviceFormula, part: Part): readonly string[] {
  switch (formula?.kind) {
    case 'activation':
      return ['x'];
    case 'vectorFunction':
      return part === 'value' ? ['x'] : ['x', 'outputGradient'];
    case 'loss':
    case 'rowLoss':
      return ['predictions', 'targets'];
    default:
      throw new TypeError(
        `${caller}: expected an activation, a loss, a loss over rows or a vector function, got ${String((formula as { kind?: string } | undefined)?.kind ?? formula)}. Pass an entry of core-math such as activations.relu.`,
      );
  }
}

/**
 * The part of a formula as a plan computes it.
 *
 * @throws RangeError for a formula that kernels cannot run.
 */
export function partOf(
  caller: string,
  formula: DeviceFormula,
  part: Part,
): (operations: Operations, given: readonly Tensor[]) => Tensor {
  switch (formula.kind) {
    case 'activation': {
      const kernel = kernelOfActivation(formula)[part];
      return ({ map }, [x]) => map(kernel, x);
    }
    case 'loss': {
      const kernel = kernelOfLoss(formula)[part];
      return ({ map }, [predictions, targets]) => map(kernel, predictions, targets);
    }
    case 'rowLoss': {
      const kernel = kernelOfRowLoss(formula, caller)[part === 'value' ? 'value' : 'gradient'];
      return (operations, [rows, targets]) => kernel(operations, rows, targets);
    }
    case 'vectorFunction': {
      const kernel = kernelOfVectorFunction(formula, caller);
      if (part === 'value') return (operations, [x]) => kernel.value(operations, x);
      return (operations, [x, outputGradient]) => {
        const kept = kernel.keeps === 'input' ? x : kernel.value(operations, x);
        return kernel.backward(operations, kept, outputGradient);
      };
    }
  }
}
