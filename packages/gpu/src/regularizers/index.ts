import type { Regularizer } from '@handgrad/core-math';
import { regularizerFactories, type RegularizerName } from '@handgrad/mlp';
import { agreesAtPoints } from '../portable/agreesAtPoints.js';
import { expectPortable } from '../portable/expectPortable.js';
import { elasticNetKernel } from './elasticNet.js';
import { l1Kernel } from './l1.js';
import { l2Kernel } from './l2.js';
import type { RegularizerKernel } from './regularizerKernel.js';

export type { RegularizerKernel } from './regularizerKernel.js';

/** Every regularizer of mlp as kernels. */
export const regularizerKernels: Readonly<Record<RegularizerName, (entry: Regularizer) => RegularizerKernel>> = {
  l1: l1Kernel,
  l2: l2Kernel,
  elasticNet: elasticNetKernel,
};

/**
 * The kernels of a regularizer: those of the registry for one of mlp's, whatever its strength; else its own functions,
 * where they are in the portable subset.
 *
 * @throws RangeError when the functions of an entry of one's own are not in the subset; it names the rules.
 * @example
 * kernelOfRegularizer(l2({ strength: 0.5 })).value.numbers // => [0.5]
 */
export function kernelOfRegularizer(entry: Regularizer): RegularizerKernel {
  const known = ofMlp(entry);
  if (known) return regularizerKernels[known.name](known);
  expectPortable('kernelOfRegularizer', entry, [entry.value, entry.derivative]);
  return { value: { formula: entry.value }, derivative: { formula: entry.derivative } };
}

/** The entry of mlp that this is. Not by its name alone: anybody may call theirs "l2". */
function ofMlp(entry: Regularizer): (Regularizer & { readonly name: RegularizerName }) | undefined {
  if (!Object.hasOwn(regularizerFactories, entry.name)) return undefined;
  const name = entry.name as RegularizerName;
  const known = regularizerFactories[name](entry.parameters ?? {});
  const same = agreesAtPoints(entry.value, known.value) && agreesAtPoints(entry.derivative, known.derivative);
  return same ? { ...known, name } : undefined;
}
