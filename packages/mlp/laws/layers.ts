import { randomGenerator } from '@handgrad/core-math';
import { law, type Law } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import type { Layer } from '../src/contracts.js';
import { casesOf } from './layerCase.js';
import * as conduct from './layerConduct.js';
import * as gradients from './layerGradients.js';

export interface LayerTraits {
  /** Inputs at which the layer has no derivative: cases stay off them. */
  readonly kinks?: readonly number[];
  /** The layer is affine in its input and in its parameters: differences of step 1 are exact. */
  readonly affine?: boolean;
}

/** The laws of every layer, built in or a user's own. */
export function lawsOfLayer(layer: Layer, { kinks = [], affine = false }: LayerTraits = {}): readonly Law[] {
  const cases = casesOf(layer, kinks);
  const learns = Object.keys(layer.initialize(randomGenerator(1), 2)).length > 0;
  return [
    law('the input gradient agrees with finite differences', cases, (c) => gradients.inputGradientHolds(layer, c)),
    ...(learns
      ? [
          law('the parameter gradients agree with finite differences', cases, (c) =>
            gradients.parameterGradientsHold(layer, c),
          ),
        ]
      : []),
    ...(affine
      ? [law('a difference of step 1 is exact, for it is affine', cases, (c) => gradients.affineHolds(layer, c))]
      : []),
    law('backward is linear in the output gradient', cases, (c) => gradients.linearHolds(layer, c)),
    law('a batch is its samples one by one', cases, (c) => gradients.samplesHold(layer, c)),
    law('a workspace changes nothing, bit for bit', cases, (c) => conduct.workspaceHolds(layer, c)),
    law('leaves its arguments as they are', cases, (c) => conduct.argumentsHold(layer, c)),
    law('without the input gradient the others stay, bit for bit', cases, (c) => conduct.optionHolds(layer, c)),
    law('shapes are those that it promises', cases, (c) => conduct.shapesHold(layer, c)),
    law('the same seed draws the same parameters', fc.nat(1000), (seed) => conduct.seedHolds(layer, seed)),
    law('NaN in a sample reaches its output', cases, (c) => conduct.nanHolds(layer, c)),
  ];
}
