import { activations, vectorFunctions, type ActivationName, type VectorFunctionName } from '@handgrad/core-math';
import type { Layer } from '../contracts.js';
import { activation } from './activation.js';
import { dense } from './dense.js';
import { rowFunction } from './rowFunction.js';

export { activation } from './activation.js';
export { dense, type DenseOptions } from './dense.js';
export * from './named.js';
export { rowFunction } from './rowFunction.js';

type SpecimenName = 'dense' | ActivationName | VectorFunctionName;

/** One specimen of every layer: what the laws, the pages and FORMULAS.md go through. A new activation or vector function is a layer by itself. */
export const layers = Object.freeze({
  dense: dense({ units: 3 }),
  ...Object.fromEntries(Object.values(activations).map((entry) => [entry.name, activation(entry)])),
  ...Object.fromEntries(Object.values(vectorFunctions).map((entry) => [entry.name, rowFunction(entry)])),
}) as Readonly<Record<SpecimenName, Layer>>;
