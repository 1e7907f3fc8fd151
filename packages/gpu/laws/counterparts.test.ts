import { activations, losses, rowLosses, vectorFunctions } from '@handgrad/core-math';
import { layerFactories, optimizerFactories, regularizers } from '@handgrad/mlp';
import { expect, test } from 'vitest';
import { deviceCounterparts } from './counterparts.js';

test('every activation, loss, vector function, regularizer, layer and update rule has a counterpart on devices', () => {
  const counterparts = deviceCounterparts();
  const registries = {
    activations,
    losses,
    rowLosses,
    vectors: vectorFunctions,
    regularizers,
    layers: layerFactories,
    optimizers: optimizerFactories,
  };
  const missing = Object.entries(registries).flatMap(([kind, registry]) =>
    Object.keys(registry).filter((name) => !counterparts.has(`${kind}/${name}`)),
  );
  expect(missing).toEqual([]);
});

test('a counterpart is the same source where no part of it is a variant', () => {
  const counterparts = deviceCounterparts();
  expect(counterparts.get('activations/tanh')).toBe('same source');
  expect(counterparts.get('activations/relu')).toBe('same source');
  expect(counterparts.get('activations/gelu')).toBe('variant');
  expect(counterparts.get('losses/poisson')).toBe('same source');
  expect(counterparts.get('rowLosses/softmaxCrossEntropy')).toBe('composed');
  expect(counterparts.get('layers/dense')).toBe('composed');
});
