import { brokenLaws } from '@handgrad/gradcheck';
import { describe, expect, test } from 'vitest';
import { layers } from '../src/layers/index.js';
import { traitsOf } from './layerTraits.js';
import { lawsOfLayer } from './layers.js';
import { wrongLayers } from './layers.mutants.js';

const names = Object.keys(layers) as (keyof typeof layers)[];

describe.each(names)('%s', (name) => {
  test.each(lawsOfLayer(layers[name], traitsOf(name)).map((law) => [law.name, law] as const))('%s', (_, law) => {
    law.check({ runs: 50 });
  });
});

describe('the bank of wrong layers', () => {
  const caught = wrongLayers.map(({ name, wrong, traits }) => ({
    name,
    broken: brokenLaws(lawsOfLayer(wrong, traits), { runs: 50, seed: 1 }),
  }));

  test.each(caught)('$name breaks a law', ({ broken }) => {
    expect(broken).not.toEqual([]);
  });

  test.each([...new Set(names.flatMap((name) => lawsOfLayer(layers[name], traitsOf(name)).map((law) => law.name)))])(
    'some wrong layer breaks "%s"',
    (name) => {
      expect(caught.filter(({ broken }) => broken.includes(name))).not.toEqual([]);
    },
  );
});
