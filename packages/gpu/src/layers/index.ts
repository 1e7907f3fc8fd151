import {
  activations,
  vectorFunctions,
  type Activation,
  type ActivationName,
  type VectorFunction,
  type VectorFunctionName,
} from '@handgrad/core-math';
import { layerFactories, type Layer, type LayerName } from '@handgrad/mlp';
import { kernelOfActivation } from '../activations/index.js';
import { kernelOfVectorFunction } from '../vectors/index.js';
import { activationLayerKernel } from './activation.js';
import { batchNormalizationKernel, type BatchNormalizationNumbers } from './batchNormalization.js';
import type { LayerKernel } from './contracts.js';
import { denseKernel } from './dense.js';
import { dropoutKernel } from './dropout.js';
import { layerNormalizationKernel } from './layerNormalization.js';
import { normalizationKernel } from './normalization.js';
import { rowFunctionLayerKernel } from './rowFunction.js';

export type { LayerGradients, LayerKernel, LayerPass, LayerState, Tensors } from './contracts.js';

type MakeKernel = (layer: Layer, caller: string) => LayerKernel;

/** The layers, each under the name that it has in mlp; its options say the rest. */
export const layerKernels: Readonly<Record<LayerName, MakeKernel>> = Object.freeze({
  dense: () => denseKernel,
  dropout: ({ options }) => dropoutKernel((options as { rate: number }).rate),
  batchNormalization: ({ options }) => batchNormalizationKernel(options as unknown as BatchNormalizationNumbers),
  layerNormalization: ({ options }) => layerNormalizationKernel((options as { epsilon: number }).epsilon),
  normalization: () => normalizationKernel,
  ...formulaLayers(activations),
  ...formulaLayers(vectorFunctions),
});

/**
 * A layer that is nothing but a formula runs by that, a user's own too; others by their name, where they have the options
 * that the factory of this name makes them from.
 *
 * @throws RangeError for a layer, or a formula, that the GPU has not.
 */
export function kernelOfLayer(layer: Layer, caller: string): LayerKernel {
  const { name, formula, options } = layer;
  if (formula) return kernelOfFormula(formula, caller);
  if (options && Object.hasOwn(layerKernels, name)) return layerKernels[name as LayerName](layer, caller);
  throw new RangeError(
    `${caller}: expected layers that the GPU has (${Object.keys(layerKernels).join(', ')}), got "${name}". Go without a device, or build the network from these.`,
  );
}

function kernelOfFormula(formula: Activation | VectorFunction, caller: string): LayerKernel {
  if (formula.kind === 'activation') return activationLayerKernel(kernelOfActivation(formula));
  return rowFunctionLayerKernel(kernelOfVectorFunction(formula, caller));
}

/** The formula of a layer without one is that of the layer that its factory makes from the same options. */
function formulaLayers<Name extends ActivationName | VectorFunctionName>(
  registry: Readonly<Record<Name, Activation | VectorFunction>>,
): Readonly<Record<Name, MakeKernel>> {
  const names = Object.keys(registry) as Name[];
  const make = (name: Name): MakeKernel => {
    return ({ options }, caller) => kernelOfLayer(layerFactories[name](options), caller);
  };
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, MakeKernel>;
}
