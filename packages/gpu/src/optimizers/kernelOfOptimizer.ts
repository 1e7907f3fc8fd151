import { Matrix } from '@handgrad/core-math';
import { optimizerFactories, type Optimizer, type OptimizerName, type Parameters } from '@handgrad/mlp';
import { optimizerKernels } from './index.js';
import type { OptimizerKernel } from './optimizerKernel.js';

/**
 * The kernels of an optimizer of mlp.
 *
 * @throws RangeError, naming it, for one that the GPU has not; also for one that only has a name of those and moves otherwise.
 */
export function kernelOfOptimizer(optimizer: Optimizer): OptimizerKernel {
  const { name, parameters } = optimizer;
  if (!Object.hasOwn(optimizerKernels, name) || !movesAsNamed(optimizer)) {
    throw new RangeError(
      `compileTraining: expected an optimizer that the GPU has (${Object.keys(optimizerKernels).join(', ')}), got ${Object.hasOwn(optimizerKernels, name) ? 'another rule under the name ' : ''}"${name}". Train with one of those, or without a device.`,
    );
  }
  return optimizerKernels[name as OptimizerName](parameters);
}

/** Whether three steps end with the bits that mlp's rule of that name gives. */
function movesAsNamed(optimizer: Optimizer): boolean {
  const { name, parameters, schedule } = optimizer;
  const known = optimizerFactories[name as OptimizerName]({
    ...parameters,
    ...(schedule && { learningRate: schedule }),
  } as never);
  return sameNumbers(moved(optimizer), moved(known));
}

const gradients = [
  [3, -0.5, 0.001],
  [-1, -0.25, 0],
  [0.5, 2, -0.125],
];

function moved(optimizer: Optimizer): Readonly<Record<string, Parameters>> {
  let parameters: Parameters = { w: Matrix.row([1, -2, 0.25]) };
  let state = optimizer.initialize(parameters);
  for (const g of gradients) ({ parameters, state } = optimizer.step(parameters, { w: Matrix.row(g) }, state));
  return { parameters, ...state.slots };
}

function sameNumbers(a: Readonly<Record<string, Parameters>>, b: Readonly<Record<string, Parameters>>): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => a[name]['w'].data.every((number, i) => Object.is(number, b[name]?.['w'].data[i])))
  );
}
